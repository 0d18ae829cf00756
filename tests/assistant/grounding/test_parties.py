"""Who does it and to whom, read off the order of the words."""

import pytest

from assistant.grounding.parties import acts, parties, same_party


def parts(*phrases: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(a.part, a.names) for a in acts(phrases) if a.told and not a.gathered]


def test_a_party_is_known_by_its_last_characters_and_begins_behind_its_preposition() -> None:
    assert [p.name for p in parties("经工作所在村同意后报区水务管理局批准")] == ["村", "区水务管理局"]


def test_place_and_preposition_give_each_party_its_part() -> None:
    assert parts("经村同意后报乡镇批准") == [("asked", ("村",)), ("given", ("乡镇",))]
    assert parts("由省水务厅、市水务局监制") == [("acts", ("省水务厅", "市水务局"))]
    assert parts("由主管部门认可的行业协会推荐") == [("acts", ("行业协会",))]


def test_who_acts_in_one_phrase_acts_in_the_next_that_names_nobody() -> None:
    carried = [a for a in acts(("用人单位负责考勤", "按月向乡镇报送")) if not a.told and not a.gathered]
    assert [a.names for a in carried] == [("用人单位",)]


@pytest.mark.parametrize(
    ("mine", "theirs", "same"),
    [
        ("人社局", "人力资源和社会保障局", True), ("评委会", "评审委员会", True), ("税务部门", "税务机关", True),
        ("市水务局", "区水务局", False), ("医保部门", "税务部门", False), ("各区", "生态涵养区", False), ("村", "乡村振兴协理员", False),
    ],
)  # fmt: skip
def test_two_names_of_one_party(mine: str, theirs: str, same: bool) -> None:
    assert same_party(mine, theirs) is same
