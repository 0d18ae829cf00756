"""The command `tiaowen`: JSON on standard output alone, everything else on standard error.

Exit status: 0 answered, 2 bad input (one line that names the field or option), 1 anything else.
"""

import os
import sys
from typing import Any

import typer

from assistant.channels.cli import documents, measure, people, servers
from corpus.errors import BadInput, TiaowenError

# Typer carries a click of its own; what it says of a wrong command line is the base of BadParameter.
_UsageError: Any = typer.BadParameter.__mro__[1]

app = typer.Typer(
    name="tiaowen",
    help="条文：职称政策问答。每句话都有条款出处，能不能申报由规则判定。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
people.register(app)
documents.register(app)
measure.register(app)
servers.register(app)


def main() -> None:
    """Runs the command line; the console script's entry."""
    try:
        status = app(standalone_mode=False)
    except BadInput as error:
        _fail(2, str(error))
    except _UsageError as error:
        _fail(2, error.format_message())
    except BrokenPipeError:  # the reader of our output left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
    except (TiaowenError, OSError) as error:
        _fail(1, str(error))
    except (typer.Abort, KeyboardInterrupt):
        _fail(1, "已中断")
    raise SystemExit(status if isinstance(status, int) else 0)


def _fail(status: int, message: str) -> None:
    print("tiaowen: " + " ".join(message.split()), file=sys.stderr)
    raise SystemExit(status)
