"""The limits of a folder of scenarios: each where it just holds, and where it does not."""

import json
from fractions import Fraction

import pytest
from attrs import evolve

from alliance_sim.audit import Audit, FolderAudit, SurfaceCues, as_json, audited, audited_folder, text
from alliance_sim.audit.limits import Verdict, mean_fits, reached, verdicts
from alliance_sim.policies import POLICIES
from alliance_sim.surface import Accuracy
from tests.examples import SOUND, scenario_of


@pytest.fixture(scope="module")
def sound() -> Audit:
    return audited("sound", scenario_of("", SOUND))


def folder_of(*audits: Audit, key: Accuracy | None = None) -> FolderAudit:
    """A folder in which the form of the words tells nothing, or as much of the key as this."""
    quiet = Accuracy(Fraction(40), 80, Fraction(1, 2), None)
    found = audited_folder(audits, {"sound": scenario_of("", SOUND)})
    return evolve(found, surface_cues=SurfaceCues(key or quiet, quiet))


def lost(audit: Audit, name: str) -> Audit:
    """The audit of a scenario in which no trainee of looks gets anywhere, or beats random."""
    trainees = {
        each.name: evolve(each, ending="clock", fit=audit.fit) if each.name in POLICIES else each
        for each in audit.trainees.values()
    }
    return evolve(audit, id=name, trainees=trainees)


def reaching(audit: Audit, *names: str) -> Audit:
    """The audit with these trainees at the good ending."""
    moved = {name: evolve(audit.trainees[name], ending="mended-coat") for name in names}
    return evolve(audit, trainees=audit.trainees | moved)


def gaining(audit: Audit, points: float) -> Audit:
    """The audit with the trainee who echoes so many points above random."""
    echo = evolve(audit.trainees["echo"], fit=audit.fit + points)
    return evolve(audit, trainees=audit.trainees | {"echo": echo})


def verdict(folder: FolderAudit, name: str) -> Verdict:
    return next(each for each in verdicts(folder) if each.name == name)


def test_a_trick_may_reach_the_best_ending_in_one_scenario_of_five(sound: Audit) -> None:
    others = [lost(sound, f"other-{number}") for number in range(4)]
    folder = folder_of(reaching(lost(sound, "easy"), "longest"), *others)
    assert reached(folder, "longest") == ("easy",)
    assert verdict(folder, "looks-reach-repaired") == Verdict(
        "looks-reach-repaired",
        True,
        "nobody who goes by looks ends mostly in repaired in more than 20% of the scenarios",
        "longest in 1 of 5",
    )


def test_a_trick_may_not_reach_it_in_more(sound: Audit) -> None:
    others = [lost(sound, f"other-{number}") for number in range(3)]
    found = verdict(folder_of(reaching(lost(sound, "easy"), "longest"), *others), "looks-reach-repaired")
    assert (found.holds, found.found, found.missed) == (False, "longest in 1 of 4", ("longest",))


def test_several_tricks_that_work_once_each_are_none_that_works(sound: Audit) -> None:
    others = [lost(sound, f"other-{number}") for number in range(3)]
    folder = folder_of(reaching(lost(sound, "easy"), "longest"), reaching(lost(sound, "fair"), "echo"), *others)
    assert verdict(folder, "looks-reach-repaired").holds


def test_a_trick_may_be_worth_ten_points_on_the_mean_of_the_scenarios(sound: Audit) -> None:
    even = lost(sound, "even")
    folder = folder_of(gaining(even, 19.5), even)
    assert mean_fits(folder)["echo"] == pytest.approx(sound.fit + 9.75)
    assert verdict(folder, "looks-gain-fit").holds


def test_a_trick_may_not_be_worth_more(sound: Audit) -> None:
    even = lost(sound, "even")
    found = verdict(folder_of(gaining(even, 21), even), "looks-gain-fit")
    assert (found.holds, found.missed) == (False, ("echo",))
    assert found.found == f"echo, {sound.fit + 10.5:.1f} against {sound.fit:.1f}: +10.5 points"


@pytest.mark.parametrize(("share", "holds"), [("4/100", False), ("1/20", True), ("1/4", True), ("26/100", False)])
def test_random_trainees_get_to_the_best_ending_in_5_to_25_percent_of_runs(
    sound: Audit, share: str, holds: bool
) -> None:
    other = {"mended-coat": evolve(sound.endings["mended-coat"], share=Fraction(share))}
    found = verdict(folder_of(sound, evolve(sound, id="other", endings=sound.endings | other)), "random-reach-repaired")
    assert (found.holds, found.missed) == (holds, () if holds else ("other",))


def test_the_fewest_and_the_most_random_trainees_are_told_to_a_tenth(sound: Audit) -> None:
    other = evolve(
        sound, id="other", endings={"mended-coat": evolve(sound.endings["mended-coat"], share=Fraction(47, 1000))}
    )
    assert verdict(folder_of(sound, other), "random-reach-repaired").found == "4.7% to 25.0%"


@pytest.mark.parametrize(
    ("right", "turns", "holds", "found"),
    [
        (52, 80, True, "65% of 80 turns, by chance 50%: +15.0 points"),
        (53, 80, False, "66% of 80 turns, by chance 50%: +16.2 points"),
        (39, 39, None, "100% of 39 turns, by chance 50%: too few turns"),
        (10, 80, True, "12% of 80 turns, by chance 50%: -37.5 points"),
    ],
)
def test_the_form_may_be_15_points_above_chance_where_there_are_turns_enough(
    sound: Audit, right: int, turns: int, holds: bool | None, found: str
) -> None:
    key = Accuracy(Fraction(right), turns, Fraction(1, 2), None)
    told = verdict(folder_of(sound, key=key), "key-by-form")
    assert (told.holds, told.found) == (holds, found)


def test_the_text_lists_each_limit_with_its_verdict_and_what_was_found(sound: Audit) -> None:
    folder = folder_of(sound, key=Accuracy(Fraction(3), 9, Fraction(1, 2), None))
    lines = text.rendered(folder, 200).split("\n")
    at = lines.index("The folder: 1 scenario") + 6
    shown = [line.split("  ")[0] for line in lines[at : at + 5]]
    assert shown == ["DOES NOT HOLD", "DOES NOT HOLD", "holds", "too few turns", "holds"]
    (first, *_) = verdicts(folder)
    assert lines[at].split("  ")[-1].strip() == f"{first.found}; missed by {', '.join(first.missed)}"


def test_the_json_has_the_limits_and_what_they_rest_on(sound: Audit) -> None:
    found = json.loads(as_json.rendered(folder_of(sound)))
    assert [each["name"] for each in found["limits"]] == [each.name for each in verdicts(folder_of(sound))]
    assert found["limits"][0]["holds"] is False
    assert found["policies"]["first"] == {"fit": sound.trainees["first"].fit, "reach": ["sound"]}
    assert found["trainees"]["random"] == {"fit": round(sound.fit, 1), "reach": []}


def test_a_folder_without_scenarios_has_no_verdicts() -> None:
    assert verdicts(audited_folder((), {})) == ()
