"""Family L: whether a lesson has what it needs: a text of a bearable length, its parts, questions and sources."""

import re
from collections.abc import Iterator

from alliance_sim.checks import Finding
from alliance_sim.checks.lessons import Lecture, lesson_rule
from alliance_sim.diagnostics import Severity
from alliance_sim.markdown import Passage

FEWEST_CHECKS = 3
FEWEST_SOURCES = 2
LEAST, MOST = 300, 450
"""Words of the text."""
SHORTEST, LONGEST = 5, 8
"""Minutes."""
REFERENCE = re.compile(r"\([^()]*\b(?:19|20)\d\d[a-z]?\b[^()]*\)")
"""Brackets with a year in them: who found it, and when."""
PARTS = {
    "a worked example": re.compile(r"\bworked example\b", re.IGNORECASE),
    "a non-example": re.compile(r"\bnon-?example\b", re.IGNORECASE),
    "what we do not know": re.compile(r"\b(?:not|don['’]t) (?:yet )?known?\b", re.IGNORECASE),
}
"""The parts that every lesson has, and how their headings are known."""
WITH_DIALOGUE = ("a worked example",)


@lesson_rule("ASL01", "few-checks")
def few_checks(lecture: Lecture) -> Iterator[Finding]:
    """A lesson with fewer than three questions.

    What was read is remembered when it has been used.

    Bad example (lesson):

        # here
        checks:
          - ask: Which reply opens the door?
            options:
              - {say: How was it to get homework?, fits: true, because: You ask her how it was.}
              - {say: Shall we go on to the plan?, because: You pass it by.}
    """
    found = len(lecture.lesson.checks)
    if found < FEWEST_CHECKS:
        yield Finding(
            ("checks",), f"expected {FEWEST_CHECKS} questions or more, found {found}", "add a question", at_key=True
        )


@lesson_rule("ASL02", "check-without-contrast")
def check_without_contrast(lecture: Lecture) -> Iterator[Finding]:
    """A question without an answer that fits, or without one that fits less.

    Write `fits: true` beside each answer that fits; more than one may.

    Bad example (lesson):

        checks:
          - ask: Which reply opens the door?
            # here
            options:
              - {say: How was it to get homework?, because: You ask her how it was.}
              - {say: Shall we go on to the plan?, because: You pass it by.}
          - ask: What does she do?
            options:
              - {say: She steps back., fits: true, because: Her answer is short.}
              - {say: She attacks., because: There is no reproach in it.}
          - ask: What did you do just before?
            options:
              - {say: You set homework., fits: true, because: It was in the last minute.}
              - {say: You did nothing., because: There was the homework.}
    """
    for number, check in enumerate(lecture.lesson.checks):
        fitting = sum(option.fits for option in check.options)
        if fitting in (0, len(check.options)):
            yield Finding(
                ("checks", number, "options"),
                f"expected answers that fit and answers that fit less, found {fitting} of {len(check.options)} fitting",
                "write `fits: true` beside those that fit, and nothing beside the others",
                at_key=True,
            )


@lesson_rule("ASL03", "lesson-length", Severity.WARNING)
def lesson_length(lecture: Lecture) -> Iterator[Finding]:
    """The text of a lesson has fewer than 300 words or more than 450.

    Counted are the words of paragraphs and lists. Headings, dialogues, the front matter, and references in brackets
    with a year in them do not count. It can be allowed above the title.

    Bad example (lesson):

        ---

        # here
        ## A worked example

        > Patient: The diary? Oh, it was fine.
        >
        > Therapist: How was it to get homework from me?

        ## A non-example

        She is brief because she is at work.

        ## What we do not know

        How often that is.
    """
    found = words_of(lecture)
    if not LEAST <= found <= MOST:
        yield lecture.below(
            f"expected {LEAST} to {MOST} words beside dialogues and headings, found {found}",
            "leave out what the examples show anyway" if found > MOST else "say more, or join it to another lesson",
        )


@lesson_rule("ASL04", "few-sources", Severity.WARNING)
def few_sources(lecture: Lecture) -> Iterator[Finding]:
    """A lesson with fewer than two sources whose finding has a figure in it.

    "Often" and "better" can mean anything. Say of how many, and how much; what nobody has counted belongs under what we
    do not know.

    Bad example (lesson):

        # here
        sources:
          - {cite: Muran et al. (2009) Psychotherapy 46, finding: "Among 128 patients, fewer ruptures.", sure: read}
          - {cite: Safran & Muran (2000) Guilford, finding: Repair often helps., sure: known}
    """
    counted = sum(bool(re.search(r"\d", source.finding)) for source in lecture.lesson.sources)
    if counted < FEWEST_SOURCES:
        yield Finding(
            ("sources",),
            f"expected {FEWEST_SOURCES} sources or more with a figure in the finding, found {counted}",
            "add a source, or the figures of those that are there",
            at_key=True,
        )


@lesson_rule("ASL05", "lesson-part-missing", Severity.WARNING)
def lesson_part_missing(lecture: Lecture) -> Iterator[Finding]:
    """A lesson without a worked example as a dialogue, a non-example, or what we do not know.

    Each has a heading with these words in it. The lines of a dialogue begin with `> ` and who speaks. It can be allowed
    above the title.

    Bad example (lesson):

        ---

        # here
        ## A worked example

        > Patient: The diary? Oh, it was fine.
        >
        > Therapist: How was it to get homework from me?

        ## What we do not know

        How often that is.
    """
    for part, pattern in PARTS.items():
        found = [
            number for number, each in enumerate(lecture.passages) if each.is_heading and pattern.search(each.text)
        ]
        if not found:
            yield lecture.below(f"expected {part} under a heading of its own, found none", "add it with its heading")
        elif part in WITH_DIALOGUE and not any(each.is_quoted for each in _under(lecture, found[0])):
            yield lecture.below(
                f"expected {part} as a dialogue, found no line that begins with `> `",
                "write what the two say, such as `> Patient: Fine.`",
                lecture.passages[found[0]].line,
            )


@lesson_rule("ASL06", "lesson-minutes", Severity.WARNING)
def lesson_minutes(lecture: Lecture) -> Iterator[Finding]:
    """A lesson that takes less than 5 minutes or more than 8.

    That is what fits before a scenario. A longer one is two.

    Bad example (lesson):

        # here
        minutes: 20
    """
    found = lecture.lesson.minutes
    if not SHORTEST <= found <= LONGEST:
        yield Finding(
            ("minutes",), f"expected {SHORTEST} to {LONGEST} minutes, found {found}", "make two lessons of a long one"
        )


def words_of(lecture: Lecture) -> int:
    """The words of paragraphs and lists: what stands between blanks and has a letter or a digit in it."""
    texts = (each.text for each in lecture.passages if not each.is_heading and not each.is_quoted)
    return sum(bool(re.search(r"\w", word)) for text in texts for word in REFERENCE.sub(" ", text).split())


def _under(lecture: Lecture, heading: int) -> Iterator[Passage]:
    """The passages from a heading up to the next."""
    for each in lecture.passages[heading + 1 :]:
        if each.is_heading:
            return
        yield each
