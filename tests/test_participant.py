"""The participant file: what is written is read, and what is not ours is refused with its places."""

import json
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.json_decoding import LARGEST
from alliance_sim.participant import Participant, read, seal_of, written
from tests.participants import participant, participants, unfinished


@pytest.mark.parametrize("found", [*participants(5), unfinished(participant(7)), participant(8, follow_up=True)])
def test_what_is_written_is_read(found: Participant) -> None:
    assert read(written(found).encode()) == (found, ())


def test_a_written_file_is_pure_json_with_the_seal_of_all_other_keys() -> None:
    content = json.loads(written(participant()))
    seal = content.pop("seal")
    assert seal == seal_of(content)
    assert list(content)[:4] == ["format", "version", "program", "course"]


def changed(place: str, value: Any) -> bytes:
    """A file with another value at a place such as forms.0.trials.3.truth, and a seal that fits."""
    content = json.loads(written(participant()))
    *steps, last = [int(step) if step.isdigit() else step for step in place.split(".")]
    within: Any = content
    for step in steps:
        within = within[step]
    within[last] = value
    content.pop("seal", None)
    return json.dumps(content | {"seal": seal_of(content)}).encode()


MISTAKES: dict[tuple[str, Any], str] = {
    ("format", "another"): "format: expected 'alliance-sim participant', found \"another\"",
    ("version", 2): "version: expected 1, found 2: another alliance-sim wrote it",
    ("version", True): "version: expected 1, found true: another alliance-sim wrote it",
    ("code", "Anna"): 'code: expected two capital letters and two digits, found "Anna"',
    ("code", "AB1\u0662"): 'code: expected two capital letters and two digits, found "AB1\u0662"',
    ("order", "AA"): 'order: expected AB or BA, found "AA"',
    ("name", "Anna"): "name: expected no such key, found it",
    ("course.id", 3): "course.id: expected an id such as eight-ticks, found 3",
    ("finished", "yesterday"): 'finished: expected a date and time with its offset from UTC, found "yesterday"',
    ("finished", "2026-11-23T09:00:00"): (
        'finished: expected a date and time with its offset from UTC, found "2026-11-23T09:00:00"'
    ),
    ("questionnaires", None): "questionnaires: expected a list of at most 5000, found nothing",
    ("questionnaires.0.low", 100): "questionnaires[0]: expected low under high, found 100 and 100",
    ("questionnaires.1.occasion", "pre"): "questionnaires[1]: expected ruptures once, found it twice",
    ("questionnaires.0.items.1.value", 101): (
        "questionnaires[0].items[1].value: expected a whole number from 0 to 100, found 101"
    ),
    ("questionnaires.0.items.1.value", True): (
        "questionnaires[0].items[1].value: expected a whole number from 0 to 100, found true"
    ),
    ("questionnaires.0.items.1.reversed", 0): "questionnaires[0].items[1].reversed: expected true or false, found 0",
    ("forms.1.occasion", "pre"): "forms[1]: expected pre once, found it twice",
    ("forms.0.trials.3.truth", "none "): (
        'forms[0].trials[3].truth: expected none, withdrawal, confrontation or mixed, found "none "'
    ),
    ("dose.lessons.0.seconds", -1): "dose.lessons[0].seconds: expected a number from 0 to 10000000, found -1",
    ("dose.lessons.0.seconds", 10**400): (
        "dose.lessons[0].seconds: expected a number from 0 to 10000000, found 1" + "0" * 59
    ),
    ("dose.drills", 1.5): "dose.drills: expected a whole number from 0 to 1000000, found 1.5",
    ("background", ("nurse",)): "background: expected an object of texts, found a list of 1",
    ("background.role", "\x1b[2J"): 'background.role: expected text, found "\\u001b[2J"',
    ("evaluation.ratings.0.value", 6): "evaluation.relevance: expected 1 to 5, found 6",
    ("evaluation.texts.0.answer", "x" * 20_001): 'evaluation.texts[0].answer: expected text, found "' + "x" * 59,
}


@pytest.mark.parametrize(("change", "mistake"), MISTAKES.items())
def test_a_mistake_is_told_with_its_place(change: tuple[str, Any], mistake: str) -> None:
    assert read(changed(*change)) == (None, (mistake,))


def test_all_mistakes_are_told_at_once() -> None:
    content = json.loads(written(participant()))
    del content["course"], content["seal"]
    content["code"] = ""
    content["seal"] = seal_of(content)
    assert read(json.dumps(content).encode()) == (
        None,
        ("course: expected it, found nothing", 'code: expected two capital letters and two digits, found ""'),
    )


def test_a_file_that_was_edited_is_refused_by_its_seal() -> None:
    text = written(participant()).replace('"AB12"', '"AB13"')
    mistake = "seal: expected that of the content, found another: the file was changed after it was written"
    assert read(text.encode()) == (None, (mistake,))


@pytest.mark.parametrize(
    ("data", "mistake"),
    {
        b"": "expected JSON, found something else in line 1, column 1",
        b"[]": "expected a JSON object, found something else",
        b"{}": "format: expected 'alliance-sim participant', found nothing",
        b"\xff{}": "expected text in UTF-8, found something else at byte 1",
        b'{"a": NaN}': "expected numbers, found NaN",
        b'{"a": 1, "a": 2}': 'expected each key once, found "a" twice',
        b'{"a": ' + b"9" * 5000 + b"}": "expected shorter numbers, found one without end",
        b"[" * 200_000: "expected a participant file, found lists within lists without end",
        b" " * (LARGEST + 1): f"expected at most {LARGEST} bytes, found {LARGEST + 1}",
    }.items(),
)
def test_what_is_no_participant_file_is_refused(data: bytes, mistake: str) -> None:
    assert read(data) == (None, (mistake,))


@given(data=st.data())
def test_a_damaged_file_never_raises(data: st.DataObject) -> None:
    text = bytearray(written(participant()).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text) - 1))
        text[start : start + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
    found, mistakes = read(bytes(text))
    assert (found is None) == bool(mistakes)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
PLACES = (
    "course",
    "code",
    "background",
    "questionnaires",
    "forms.0",
    "forms.0.trials.0.confidence",
    "dose",
    "evaluation",
)


@given(place=st.sampled_from(PLACES), value=json_values)
def test_whatever_stands_at_a_place_is_read_or_told(place: str, value: Any) -> None:
    found, mistakes = read(changed(place, value))
    assert (found is None) == bool(mistakes)
    assert found is None or read(written(found).encode()) == (found, ())


def test_a_participant_without_optional_parts_is_read() -> None:
    least = evolve(participant(), questionnaires=(), forms=(), evaluation=None, background={}, group="")
    content = {key: value for key, value in json.loads(written(least)).items() if value not in (None, [], {}, "")}
    del content["seal"]
    assert read(json.dumps(content | {"seal": seal_of(content)}).encode()) == (least, ())
