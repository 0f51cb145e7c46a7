"""Family Q: whether answers can be given and compared: scales, items, and what they are for."""

from collections.abc import Iterator

from alliance_sim.checks import Finding
from alliance_sim.checks.questionnaires import evaluation_rule, questionnaire_rule
from alliance_sim.diagnostics import Severity
from alliance_sim.evaluation import Evaluation
from alliance_sim.questionnaire import Questionnaire

MOST = 11
"""Points: as many as can be answered with one key."""


@questionnaire_rule("ASQ01", "uneven-scale")
def uneven_scale(asked: Questionnaire) -> Iterator[Finding]:
    """A scale whose steps do not lead from its lowest point to its highest, or that has no more than one point.

    Bad example (questionnaire):

        # here
        scale: {low: 0, high: 100, step: 30, low_label: not at all, high_label: completely}
    """
    scale = asked.scale
    if scale.low >= scale.high:
        yield Finding(
            ("scale",), f"expected low under high, found {scale.low} and {scale.high}", "exchange them", at_key=True
        )
    elif (scale.high - scale.low) % scale.step:
        yield Finding(
            ("scale",),
            f"expected steps of {scale.step} to lead from {scale.low} to {scale.high}, found that they do not",
            "choose a step that divides the distance",
            at_key=True,
        )


@questionnaire_rule("ASQ02", "too-many-points", Severity.WARNING)
def too_many_points(asked: Questionnaire) -> Iterator[Finding]:
    """A scale with more than eleven points.

    Eleven can be answered with one key each, and nobody can tell more apart.

    Bad example (questionnaire):

        # here
        scale: {low: 0, high: 100, step: 5, low_label: not at all, high_label: completely}
    """
    found = len(asked.scale.points)
    if found > MOST:
        yield Finding(("scale",), f"expected {MOST} points or fewer, found {found}", "take a larger step", at_key=True)


@questionnaire_rule("ASQ03", "no-control-item", Severity.WARNING)
def no_control_item(asked: Questionnaire) -> Iterator[Finding]:
    """A questionnaire without an item on something that is not practised.

    If the control items rise as the others do, people answered what was hoped for, and not what they felt.

    Bad example (questionnaire):

        # here
        items:
          polite: {scale: recognition, text: notice that a patient who agrees politely is pulling back}
    """
    if not any(item.scale == "control" for item in asked.items):
        yield Finding(
            ("items",),
            "expected an item with `scale: control`, found none",
            "add one that is not practised",
            at_key=True,
        )


@questionnaire_rule("ASQ04", "many-reversed-items", Severity.WARNING)
def many_reversed_items(asked: Questionnaire) -> Iterator[Finding]:
    """More than one reversed item.

    One shows whether people read what they answer. More only cost attention, and are answered wrongly by the tired.

    Bad example (questionnaire):

        items:
          polite: {scale: recognition, text: overlook that a patient pulls back, reversed: true}
          # here
          critical: {scale: management, text: lose interest while a patient criticises you, reversed: true}
          letter: {scale: control, text: plan a letter}
    """
    for item in [item for item in asked.items if item.reversed][1:]:
        yield Finding(
            ("items", item.id), "expected one reversed item at most, found another", "turn its text round", at_key=True
        )


@questionnaire_rule("ASQ05", "repeated-item")
def repeated_item(asked: Questionnaire) -> Iterator[Finding]:
    """Two items with the same text.

    Bad example (questionnaire):

        items:
          polite: {scale: recognition, text: notice a polite retreat}
          # here
          retreat: {scale: recognition, text: Notice a polite retreat}
          letter: {scale: control, text: plan a letter}
    """
    seen: dict[str, str] = {}
    for item in asked.items:
        text = item.text.casefold()
        if text in seen:
            yield Finding(
                ("items", item.id),
                f"expected each item once, found the text of '{seen[text]}'",
                "drop one",
                at_key=True,
            )
        seen.setdefault(text, item.id)


@evaluation_rule("ASQ06", "two-sided-without-middle")
def two_sided_without_middle(form: Evaluation) -> Iterator[Finding]:
    """A two-sided scale that does not say what its middle means.

    Too easy, right, too hard: without a word at the middle it is read as a scale on which more is better.

    Bad example (evaluation):

        ratings:
          # here
          challenge: {kind: two-sided, ask: How hard was it?, low_label: too easy, high_label: too hard}
    """
    for rating in form.ratings:
        if rating.kind == "two-sided" and rating.middle_label is None:
            yield Finding(
                ("ratings", rating.id),
                "expected `middle_label` on a two-sided scale, found none",
                "add it",
                at_key=True,
            )


@evaluation_rule("ASQ07", "no-open-question", Severity.WARNING)
def no_open_question(form: Evaluation) -> Iterator[Finding]:
    """An evaluation form without a question in one's own words.

    Points say how it was; what should change is said in words.

    Bad example (evaluation):

        # here
        texts: {}
    """
    if not form.texts:
        yield Finding(("texts",), "expected an open question or more, found none", "add one under `texts`", at_key=True)
