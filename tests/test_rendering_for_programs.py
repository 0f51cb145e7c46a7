"""Reports for programs: JSON, the workflow commands of GitHub, and SARIF, as whole values."""

import json
from typing import Any

import pytest

from alliance_sim import __version__
from alliance_sim.diagnostics import Diagnostic, Span
from alliance_sim.rendering import Report, rendered
from alliance_sim.rendering.text import MOST
from tests.test_rendering import ERROR, INFO, REPORT, TODO, TRAPPED, UNKNOWN, WARNING, of


def test_json_has_the_keys_that_its_page_names() -> None:
    assert json.loads(rendered(REPORT, "json")) == {
        "schema_version": 1,
        "files": [
            {
                "path": "scenarios/diary.yaml",
                "complete": True,
                "diagnostics": [
                    {
                        "code": "AS201",
                        "name": "unknown-state",
                        "severity": "error",
                        "line": 1,
                        "column": 8,
                        "end_column": 15,
                        "message": "expected the id of a state, found 'nowhere'",
                        "hint": "did you mean 'coat-on'?",
                        "witness": None,
                    },
                    {
                        "code": "AS601",
                        "name": "todo",
                        "severity": "info",
                        "line": 2,
                        "column": 1,
                        "end_column": 7,
                        "message": "a note: ask Ilse",
                        "hint": "delete it when it is done",
                        "witness": None,
                    },
                    {
                        "code": "AS402",
                        "name": "trapped",
                        "severity": "warning",
                        "line": 3,
                        "column": 3,
                        "end_column": 10,
                        "message": "expected a way to an ending, found none",
                        "hint": "",
                        "witness": ["notice", "press"],
                    },
                ],
            }
        ],
        "totals": {"files": 1, "errors": 1, "warnings": 1, "infos": 1},
    }


def test_json_has_every_finding_and_tells_where_the_budget_ended() -> None:
    (file,) = json.loads(rendered(of("a.yaml", *[UNKNOWN] * (MOST + 2), complete=False), "json"))["files"]
    assert (file["complete"], len(file["diagnostics"])) == (False, MOST + 2)


def test_github_gets_a_command_for_each_finding() -> None:
    place = "file=scenarios/diary.yaml,line={},col={},endColumn={},title={}"
    assert rendered(REPORT, "github").splitlines() == [
        f"::error {place.format(1, 8, 15, 'AS201 unknown-state')}::expected the id of a state, found 'nowhere'"
        "%0Ahint: did you mean 'coat-on'?",
        f"::notice {place.format(2, 1, 7, 'AS601 todo')}::a note: ask Ilse%0Ahint: delete it when it is done",
        f"::warning {place.format(3, 3, 10, 'AS402 trapped')}::expected a way to an ending, found none"
        "%0Ashown by: alliance-sim play scenarios/diary.yaml --path notice,press",
    ]


def test_github_gets_nothing_where_nothing_was_found() -> None:
    assert rendered(of("a.yaml"), "github") == ""


def test_github_commands_escape_what_would_end_a_property_or_a_line() -> None:
    found = Diagnostic(ERROR, Span(), "100 %, a: b\r\n::stop-commands::x")
    assert rendered(of("a,b:c%.yaml", found), "github") == (
        "::error file=a%2Cb%3Ac%25.yaml,line=1,col=1,endColumn=2,title=AS201 unknown-state"
        "::100 %25, a: b%0D%0A::stop-commands::x"
    )


@pytest.mark.parametrize(
    ("name", "told"), [("/work/b/c.yaml", "b/c.yaml"), ("./b/../c.yaml", "c.yaml"), ("../c.yaml", "../c.yaml")]
)
def test_github_gets_paths_as_from_the_root(name: str, told: str) -> None:
    assert f" file={told},line=" in rendered(of(name, UNKNOWN), "github")


def run_of(report: Report) -> Any:
    """The one run of a SARIF log."""
    log = json.loads(rendered(report, "sarif"))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    return log["runs"][0]


def test_sarif_describes_the_rules_that_were_looked_for_and_those_that_were_found() -> None:
    assert run_of(REPORT)["tool"] == {
        "driver": {
            "name": "alliance-sim",
            "semanticVersion": __version__,
            "rules": [
                {
                    "id": rule.code,
                    "name": rule.name,
                    "shortDescription": {"text": rule.headline},
                    "fullDescription": {"text": explained},
                    "help": {"text": rule.page},
                    "defaultConfiguration": {"level": level},
                    "properties": {"tags": [family]},
                }
                for rule, level, family, explained in [
                    (ERROR, "error", "references", "A state that is not there. Write the id of a state."),
                    (WARNING, "warning", "flow", "A run that cannot end."),
                    (INFO, "note", "wording and item writing", "A note of the author's."),
                ]
            ],
        }
    }


def test_sarif_has_a_result_for_each_finding() -> None:
    def result(index: int, code: str, level: str, text: str, span: Span) -> dict[str, Any]:
        place = {
            "artifactLocation": {"uri": "scenarios/diary.yaml", "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": span.line, "startColumn": span.column, "endColumn": span.end},
        }
        return {
            "ruleId": code,
            "ruleIndex": index,
            "level": level,
            "message": {"text": text},
            "locations": [{"physicalLocation": place}],
        }

    run = run_of(REPORT)
    assert (run["columnKind"], run["invocations"]) == ("unicodeCodePoints", [{"executionSuccessful": True}])
    shown = "shown by: alliance-sim play scenarios/diary.yaml --path notice,press"
    assert run["results"] == [
        result(0, "AS201", "error", f"{UNKNOWN.message}\nhint: {UNKNOWN.hint}", Span(1, 8, 15)),
        result(2, "AS601", "note", f"{TODO.message}\nhint: {TODO.hint}", Span(2, 1, 7)),
        result(1, "AS402", "warning", f"{TRAPPED.message}\n{shown}", Span(3, 3, 10)),
    ]


def artifact(name: str) -> dict[str, str]:
    """Where SARIF says that a file is."""
    place = run_of(of(name, UNKNOWN))["results"][0]["locations"][0]["physicalLocation"]
    found: dict[str, str] = place["artifactLocation"]
    return found


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("a.yaml", "a.yaml"),
        ("/work/b/c.yaml", "b/c.yaml"),
        ("./b/../c.yaml", "c.yaml"),
        ("a:b c%é.yaml", "a%3Ab%20c%25%C3%A9.yaml"),
        ("\udcff.yaml", "%FF.yaml"),
    ],
)
def test_sarif_names_a_file_under_the_root_by_an_encoded_relative_path(name: str, uri: str) -> None:
    assert artifact(name) == {"uri": uri, "uriBaseId": "%SRCROOT%"}


@pytest.mark.parametrize(("name", "uri"), [("../a b.yaml", "file:///a%20b.yaml"), ("/c.yaml", "file:///c.yaml")])
def test_sarif_names_a_file_elsewhere_by_an_absolute_address(name: str, uri: str) -> None:
    assert artifact(name) == {"uri": uri}


def test_a_message_of_sarif_holds_no_placeholder_and_no_link() -> None:
    found = Diagnostic(ERROR, Span(), "found {0} and [a](http://b)")
    assert run_of(of("a.yaml", found))["results"][0]["message"] == {"text": "found {{0}} and [a] (http://b)"}
