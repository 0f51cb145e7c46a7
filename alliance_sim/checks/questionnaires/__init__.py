"""What can be wrong with a questionnaire or an evaluation form: family Q."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from alliance_sim.checks import Asked, Finding, found_by, register
from alliance_sim.decoding import Decoded
from alliance_sim.diagnostics import Diagnostic, Rule, Severity, registered
from alliance_sim.evaluation import Evaluation
from alliance_sim.questionnaire import Questionnaire
from alliance_sim.source import Source

QuestionnaireCheck = Callable[[Questionnaire], Iterator[Finding]]
EvaluationCheck = Callable[[Evaluation], Iterator[Finding]]
CHECKS: dict[type, list[tuple[Rule, Callable[[Any], Iterator[Finding]]]]] = {Questionnaire: [], Evaluation: []}
"""The rules of each kind."""


def questionnaire_rule(
    code: str, name: str, severity: Severity = Severity.ERROR
) -> Callable[[QuestionnaireCheck], QuestionnaireCheck]:
    """Register a function as a rule of a questionnaire."""

    def decorated(check: QuestionnaireCheck) -> QuestionnaireCheck:
        CHECKS[Questionnaire].append((registered(code, name, severity, check.__doc__), check))
        return check

    return decorated


def evaluation_rule(
    code: str, name: str, severity: Severity = Severity.ERROR
) -> Callable[[EvaluationCheck], EvaluationCheck]:
    """Register a function as a rule of an evaluation form."""

    def decorated(check: EvaluationCheck) -> EvaluationCheck:
        CHECKS[Evaluation].append((registered(code, name, severity, check.__doc__), check))
        return check

    return decorated


def checked_questions(source: Source, decoded: Decoded, *, thorough: bool = False) -> list[Diagnostic]:
    """What the rules find in a questionnaire or an evaluation form."""
    register("questionnaires")
    asked: list[Asked] = [(rule, partial(check, decoded.value)) for rule, check in CHECKS[type(decoded.value)]]
    return found_by(asked, source, decoded, thorough=thorough)
