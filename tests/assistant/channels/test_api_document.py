"""The API document holds: whatever schemathesis makes of it, the service answers as it says, and never with a 500."""

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from assistant.assistant import Assistant
from assistant.channels.http import create_app

from .loopback import served

ROUTES = {
    ("POST", "/v1/ask"),
    ("GET", "/v1/clauses/{reference}"),
    ("GET", "/v1/search"),
    ("POST", "/v1/check"),
    ("POST", "/v1/chat/completions"),
    ("GET", "/v1/models"),
    ("GET", "/v1/models/{model}"),
    ("GET", "/healthz"),
    ("GET", "/metrics"),
}
NOTHING_TO_GET_WRONG = {"/v1/models", "/v1/models/{model}", "/healthz", "/metrics"}

# What has the right form may still make no sense, and is refused: a policy that is not there, an impossible profile.
MORE_THAN_A_FORM = {"/v1/ask", "/v1/search", "/v1/check"}


@pytest.fixture(scope="module")
def document(face: Assistant) -> Iterator[schemathesis.BaseSchema]:
    with served(create_app(face, face.settings)) as address:
        yield schemathesis.openapi.from_url(f"{address}/openapi.json")


def test_the_document_has_the_contract_s_routes_and_no_other(document: schemathesis.BaseSchema) -> None:
    operations = [result.ok() for result in document.get_all_operations()]
    assert {(operation.method.upper(), operation.path) for operation in operations} == ROUTES


@pytest.mark.parametrize(
    ("method", "path", "mode"),
    [
        (method, path, mode)
        for method, path in sorted(ROUTES)
        for mode in GenerationMode
        if mode.is_positive or path not in NOTHING_TO_GET_WRONG
    ],
)
def test_a_route_answers_as_documented(
    document: schemathesis.BaseSchema, method: str, path: str, mode: GenerationMode
) -> None:
    @given(case=document[path][method].as_strategy(generation_mode=mode))
    @effort(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
    def answers(case: schemathesis.Case) -> None:
        case.call_and_validate(excluded_checks=[positive_data_acceptance] if path in MORE_THAN_A_FORM else [])

    answers()
