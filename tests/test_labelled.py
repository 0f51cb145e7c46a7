"""How often the rules that judge by signs are right, on turns and texts labelled by hand."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from alliance_sim.checks import Subject
from alliance_sim.scenario import Variant
from tests.turns import CHECK, reply, subject, turn

LABELLED: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "labelled.yaml").read_text(encoding="utf-8")
)
MISSED = {
    "key-most-hedged": {"Tentatively, and it is only my impression, that landed badly. Does any of that sound right?"},
    "key-echoes-patient": {"You sat there, with a whole cake and no call."},
    "crude-reply": {"Do not give me that face."},
    "code-name-shown": {"We are having a strained moment in our relationship."},
    "direction-names-feeling": {"(as if to punish you) I shall think about it."},
    "nested-replies": {"You were cross with me.", "I set the diary too fast in the last minute."},
    "described-reply": {"A warm apology for the late change."},
    "verdict-in-feedback": {"That is exactly what an expert would pick."},
    "banned-label": {"He always makes a fuss."},
    "method-of-harm": {"I want to die. It would be from the bridge."},
}
"""Flaws that the rules do not find: signs are not understanding."""
FALSE_ALARMS = {
    "direction-names-feeling": {"(holds up the hand that she hurt on the door) It is better."},
}
"""What the rules find and no writer would mind; a word can be chosen otherwise, or the finding allowed."""


def subject_of(case: Mapping[str, Any]) -> Subject:
    """A scenario of one turn that holds what the case says. Its feedback is about the lesser reply, if it has one."""
    lesser = [case["weak"]] if "weak" in case else case.get("others", [])
    because = case.get("because", "You ask her.")
    scene = (Variant(case["scene"]),) if "scene" in case else None
    best = reply(case.get("strong", "What was it like?"), "strong", because="" if "weak" in case else because)
    replies = (best, *(reply(say, because=because) for say in lesser))
    return subject(
        turn(*replies, heard=case.get("patient", "Well."), scene=scene), themes=tuple(case.get("themes", ()))
    )


def told(case: Mapping[str, Any]) -> str:
    """What a case is known by."""
    return str(case.get("strong") or case.get("because") or case.get("weak") or case.get("scene") or case["patient"])


@pytest.mark.parametrize("name", LABELLED)
def test_a_rule_misses_and_mistakes_exactly_what_is_known(name: str) -> None:
    found = [case for case in LABELLED[name] if any(CHECK[name](subject_of(case)))]
    flawed = [case for case in LABELLED[name] if case["flawed"]]
    assert {told(case) for case in flawed if case not in found} == MISSED.get(name, set())
    assert {told(case) for case in found if case not in flawed} == FALSE_ALARMS.get(name, set())


def test_of_59_findings_58_are_right_and_of_69_flaws_58_are_found() -> None:
    flawed = sum(case["flawed"] for cases in LABELLED.values() for case in cases)
    right = flawed - sum(map(len, MISSED.values()))
    found = right + sum(map(len, FALSE_ALARMS.values()))
    assert (right, found, flawed) == (58, 59, 69)
