"""Audits: what they count on scenarios small enough to be counted by hand, and what the command prints."""

import json
import shutil
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alliance_sim.audit import Audit, as_json, audited, audited_folder, text
from alliance_sim.audit.coverage import coverage
from alliance_sim.audit.lucky import lucky
from alliance_sim.audit.trainees import RUNS
from alliance_sim.cli.commands import commands
from alliance_sim.policies import POLICIES
from alliance_sim.shares import percent
from alliance_sim.shelf import PACKAGE
from alliance_sim.surface import Accuracy
from tests.examples import SOUND, scenario_of

LOOP = """
start: again
states:
  again:
    patient: Well?
    to: again
    choices:
      stay: {say: I am with you., strategies: [stays-with-the-work], fit: adequate, because: It holds.}
      go: {say: We have to stop for today., strategies: [redirects], fit: weak, because: It ends., to: done}
  done: {patient: Goodbye., ending: repaired, summary: It was said.}
"""


@pytest.fixture(scope="module")
def sound() -> Audit:
    return audited("sound", scenario_of("", SOUND))


@pytest.fixture(scope="module")
def loop() -> Audit:
    return audited("loop", scenario_of(LOOP))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sound.yaml"
    path.write_text(SOUND, encoding="utf-8")
    return path


def called(*arguments: str) -> Result:
    return CliRunner().invoke(commands, ["audit", *arguments])


def test_the_shares_of_random_and_defensible_trainees_are_exact(sound: Audit) -> None:
    found = as_json.of_file(sound)
    assert found["endings"] == {
        "mended-coat": {"kind": "repaired", "share": 0.25, "defensible": 1.0, "witness": ["notice", "thank"]},
        "clock": {"kind": "papered-over", "share": 0.75, "defensible": 0.0, "witness": ["explain"]},
    }
    assert (found["moments"], found["complete"], found["runs"], found["exact"]) == (5, True, 3, True)


def test_the_share_who_get_to_the_best_ending_is_told_of_each_trainee(sound: Audit) -> None:
    found = as_json.of_file(sound)
    assert found["repaired"] == {"random": 0.25, "defensible": 1.0}
    assert [(found["policies"][name]["kind"], found["policies"][name]["repaired"]) for name in ("first", "last")] == [
        ("repaired", 1.0),
        ("papered-over", 0.0),
    ]
    assert found["trainees"]["best"]["repaired"] == 1.0


def test_several_endings_of_the_best_kind_count_together() -> None:
    two = SOUND.replace("ending: papered-over", "ending: repaired")
    found = as_json.of_file(audited("two", scenario_of("", two)))
    assert found["repaired"] == {"random": 1.0, "defensible": 1.0}
    assert found["trainees"]["random"]["repaired"] == 1.0


def test_what_is_above_chance_is_told_in_points() -> None:
    found = as_json.of_accuracy(Accuracy(Fraction(30), 40, Fraction(1, 3), None))
    assert (found["accuracy"], found["chance"], found["above"]) == (0.75, 0.333333, 41.7)


def test_the_best_trainee_takes_strong_replies_and_the_random_one_any(sound: Audit) -> None:
    best, random = sound.trainees["best"], sound.trainees["random"]
    assert (best.fit, best.ending, best.probes, best.no_rupture) == (100.0, "mended-coat", 2.0, 0.5)
    assert best.endings == {"mended-coat": Fraction(1)}
    assert abs(float(random.endings["mended-coat"]) - 0.25) < 0.1
    assert abs(random.fit - sound.fit) < 5


def test_the_mean_fit_of_random_trainees_is_exact(sound: Audit) -> None:
    by_hand = 100 * (0.5 * 1 / 3 + 0.25 * (1 + 1 / 3) / 2 + 0.25 * 1)
    assert sound.fit == pytest.approx(by_hand)


def test_every_test_wise_policy_is_tried(sound: Audit) -> None:
    assert set(as_json.of_file(sound)["policies"]) == set(POLICIES)


def test_the_policy_of_the_first_reply_takes_the_first_in_the_file(sound: Audit) -> None:
    assert (sound.trainees["first"].ending, sound.trainees["last"].ending) == ("mended-coat", "clock")


def test_a_policy_whose_sign_is_on_no_reply_guesses(loop: Audit) -> None:
    assert loop.trainees["empathic"].choices == pytest.approx(loop.trainees["random"].choices, abs=0.5)


def test_where_moments_come_again_runs_are_not_counted_and_the_rest_is_told(loop: Audit) -> None:
    told = as_json.of_file(loop)
    assert (told["runs"], told["lengths"], told["exact"], 0 < told["residual"] < 1e-8) == (None, None, False, True)
    assert "moments can come again" in text.rendered(loop)
    assert "Iterated, not exact" in text.rendered(loop)


def test_past_the_budget_the_audit_says_that_it_is_not_exhaustive() -> None:
    found = audited("sound", scenario_of("", SOUND), budget=1)
    assert not as_json.of_file(found)["complete"]
    assert "not exhaustive" in text.rendered(found)


def test_probes_are_counted_by_truth_and_salience(sound: Audit) -> None:
    told = as_json.of_file(sound)
    assert (told["probes"], told["balance"], told["salience"]) == (2, {"none": 1, "withdrawal": 1}, {"3": 1})


def test_the_keys_are_those_that_are_documented(sound: Audit) -> None:
    assert as_json.__doc__ is not None
    found = json.loads(as_json.rendered(sound))
    assert [key for key in found if f"`{key}`" not in as_json.__doc__ and key not in ("id", "title", "level")] == []
    assert {"schema_version", "endings", "policies", "variables", "words", "probes"} <= found.keys()


@pytest.mark.parametrize("part", ["trainees", "policies", "limits", "surface_cue"])
def test_the_keys_of_a_folder_are_those_that_are_documented(part: str) -> None:
    scenario = scenario_of("", SOUND)
    found = as_json.of_folder(audited_folder([audited("sound", scenario)], {"sound": scenario}))
    entries = found[part] if isinstance(found[part], list) else found[part].values()
    assert as_json.__doc__ is not None
    assert [key for entry in entries for key in entry if f"`{key}`" not in as_json.__doc__] == []
    assert f"`{part}`" in as_json.__doc__


def test_coverage_counts_turns_by_marker_strategy_and_error() -> None:
    found = coverage([scenario_of("", SOUND)])
    markers = {each.code: (each.shown, each.decoys) for each in found.markers if each.shown or each.decoys}
    assert markers == {"minimal-response": ({"foundation": 1}, 0)}
    strategies = {each.code: (each.offered, each.key, each.poor) for each in found.strategies if each.offered}
    assert strategies["invites-thoughts-and-feelings"] == (1, 1, 0)
    assert strategies["gives-rationale"] == (1, 0, 1)
    assert {each.code: each.offered for each in found.errors if each.offered} == {
        "pushing-the-technique": 1,
        "rushing-to-closure": 1,
    }


def test_what_nobody_covers_is_listed() -> None:
    missing = coverage([scenario_of("", SOUND)]).missing
    assert "minimal-response" not in missing["markers"]
    assert "denial" in missing["markers"]
    assert "minimal-response" in missing["decoys"]


def test_a_folder_is_all_its_scenarios_and_what_they_cover(tmp_path: Path, file: Path) -> None:
    (tmp_path / "other.yaml").write_text(SOUND, encoding="utf-8")
    found = json.loads(called(str(file.parent), "--format", "json").stdout)
    assert [each["id"] for each in found["scenarios"]] == ["other", "sound"]
    assert {"markers", "strategies", "errors", "missing"} == found["coverage"].keys()


def test_the_text_of_a_folder_shows_each_scenario_and_the_coverage() -> None:
    scenario = scenario_of("", SOUND)
    shown = text.rendered(audited_folder([audited("sound", scenario)], {"sound": scenario}))
    assert "sound: The empty diary (foundation)" in shown
    assert "minimal-response" in shown


@pytest.mark.parametrize("width", [60, 80, 200])
def test_the_text_keeps_within_the_width(width: int, sound: Audit) -> None:
    assert max(map(len, text.rendered(sound, width).splitlines())) <= width


def test_the_command_prints_a_file_as_text_and_as_json(file: Path) -> None:
    assert "Trainees" in called(str(file)).stdout
    assert json.loads(called(str(file), "--format", "json").stdout)["id"] == "sound"


def test_a_file_with_errors_is_not_audited(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(SOUND.replace("to: drawer", "to: nowhere"), encoding="utf-8")
    result = called(str(broken))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "error[AS201]" in result.stderr


def test_a_file_is_named_by_its_bytes_and_has_its_states_counted(file: Path) -> None:
    found = json.loads(called(str(file), "--format", "json").stdout)
    assert (found["sha256"], found["states"]) == (sha256(file.read_bytes()).hexdigest(), 4)


def test_drills_beside_scenarios_are_passed_over(file: Path) -> None:
    shutil.copy(PACKAGE / "drills" / "denial.yaml", file.parent)
    found = json.loads(called(str(file.parent), "--format", "json").stdout)
    assert [each["id"] for each in found["scenarios"]] == ["sound"]


def test_what_is_no_scenario_is_told() -> None:
    result = called(str(PACKAGE / "drills" / "denial.yaml"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "a file of the drill bank" in result.stderr


def test_a_folder_without_scenarios_is_wrong_usage(tmp_path: Path) -> None:
    assert called(str(tmp_path)).exit_code == 2


def test_a_share_is_0_or_100_percent_only_if_it_is_nothing_or_all() -> None:
    assert [percent(share) for share in (0, 0.0001, 0.5, 0.9999, 1)] == ["0%", "<1%", "50%", ">99%", "100%"]


def lines_of(audit: Audit, width: int = 80) -> list[str]:
    return text.rendered(audit, width).split("\n")


def row(audit: Audit, name: str) -> str:
    return next(line for line in lines_of(audit) if line.startswith(f"{name} "))


def test_a_trainee_who_gets_far_by_looks_is_marked_with_the_reasons(sound: Audit) -> None:
    assert lucky(sound)["first"] == ("ends mostly in repaired", "beats random by 42 points of fit")
    assert row(sound, "first").endswith(" LUCKY")
    assert as_json.of_file(sound)["lucky"]["first"] == list(lucky(sound)["first"])


def test_a_trainee_who_gets_nowhere_by_looks_is_not_marked(sound: Audit) -> None:
    assert "last" not in lucky(sound)
    assert not row(sound, "last").endswith("LUCKY")


def test_those_who_understand_are_never_marked(sound: Audit) -> None:
    assert sound.trainees["best"].ending == "mended-coat"
    assert "best" not in lucky(sound)


def test_the_text_ends_by_saying_what_each_trainee_does(sound: Audit) -> None:
    assert list(text.DEEDS) == list(sound.trainees)
    assert lines_of(sound, 200)[-len(text.DEEDS) :] == [f"{name}: {deed}" for name, deed in text.DEEDS.items()]


@pytest.mark.parametrize(
    ("right", "turns", "told"), [(2, 2, "too few turns"), (20, 40, "good"), (40, 40, "GIVES AWAY")]
)
def test_surface_cues_are_judged_as_far_as_the_turns_can_tell(right: int, turns: int, told: str) -> None:
    assert text.verdict(Accuracy(Fraction(right), turns, Fraction(1, 3), None)) == told


def test_the_surface_cues_of_a_few_turns_are_said_to_tell_nothing(sound: Audit) -> None:
    assert "Under 40 turns there are too few to tell: audit more scenarios in one folder." in lines_of(sound)


def test_one_thing_is_not_counted_as_several() -> None:
    only = "start: done\nstates:\n  done: {patient: Goodbye., ending: repaired, summary: It was said.}\n"
    assert lines_of(audited("only", scenario_of(only)))[2] == "1 moment; 1 different run of 0 choices."


def test_those_who_go_round_for_ever_are_told(tmp_path: Path) -> None:
    circle = LOOP.replace("to: done}", "to: again}")
    found = audited("circle", scenario_of(circle))
    assert "without end: 100% go round for ever in again" in lines_of(found)
    assert (as_json.of_file(found)["endless"], as_json.of_file(found)["circle"]) == (1.0, ["again"])


def test_shares_of_runs_are_of_all_runs(sound: Audit) -> None:
    assert sum(sound.trainees["random"].endings.values()) * RUNS == RUNS
