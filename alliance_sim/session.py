"""What happened: a session holds what the trainee did, and no more. Everything else is derived by replaying it."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

from attrs import evolve, field, frozen

Recognition = Literal["none", "withdrawal", "confrontation", "mixed"]
RECOGNITIONS: tuple[Recognition, ...] = get_args(Recognition)
Feedback = Literal["turn", "episode", "end"]
Depth = Literal["type", "markers"]
Kind = Literal["scenario", "lesson", "drill", "questionnaire", "evaluation", "page"]
"""What is played; a page is a part of a course that only the course's own text holds."""
PERCENTS = frozenset(map(str, range(101)))
PROTOCOL = 1
"""The version of the order of steps in `practice`; a session names the one that it was played under."""


class Unplayable(ValueError):
    """The answers of a session do not fit the text that it says it played."""


@frozen
class Answer:
    """What the trainee did at one step. `value` is empty where the step was skipped.

    `at` is the wall clock in ISO 8601, a label only; order is the order of the answers. `seconds` were spent on it.
    """

    step: str
    value: str = field(repr=False)
    at: str = ""
    seconds: float | None = None


class Noticing(NamedTuple):
    """What was answered at a probe. `kind` is None where it was skipped; `confidence` is that in the answer, in %."""

    kind: Recognition | None = None
    confidence: int | None = None
    markers: tuple[str, ...] = ()


def noticing(given: Mapping[str, str], name: str) -> Noticing:
    """What was answered at the probe of that name. Raises `Unplayable`."""
    kind, sure = given.get(f"{name}/probe", ""), given.get(f"{name}/sure", "")
    known: dict[str, Recognition] = {recognition: recognition for recognition in RECOGNITIONS}
    if (kind and kind not in known) or (sure and sure not in PERCENTS):
        raise Unplayable(f"the probe {name} holds an answer that it does not take")
    codes = (given.get(f"{name}/marker-{type_}", "") for type_ in ("withdrawal", "confrontation"))
    return Noticing(known.get(kind), int(sure) if sure else None, tuple(filter(None, codes)))


@frozen
class Mode:
    """How a session is played. Fixed when it starts."""

    recognition: Literal["paced", "free"] = "paced"
    depth: Depth = "type"
    feedback: Feedback = "episode"
    own_words: bool = True
    ratings: bool = True


@frozen
class Enrolled:
    """Whose session it is, and as which step of which course. `sha256` names the text of the course."""

    course: str
    sha256: str
    code: str
    step: str
    group: str = ""


@frozen
class Session:
    """Who, which text, when, in which mode, and the answers in order.

    `scenario` is the id of what was played: of a scenario, a lesson, a form to be filled in or a course, or "drill".
    `sha256` names the bytes of its text and `questionnaire` those of the questionnaire (empty: none). `attempt` counts
    the sessions of this text on this machine, from 1; only the first is a first exposure.
    """

    id: str
    scenario: str
    title: str
    sha256: str
    started: str
    seed: int
    mode: Mode
    attempt: int = 1
    questionnaire: str = ""
    kind: Kind = "scenario"
    protocol: int = PROTOCOL
    course: Enrolled | None = None
    answers: tuple[Answer, ...] = ()

    @property
    def texts(self) -> frozenset[str]:
        """The texts that it names, by their SHA-256."""
        return frozenset({self.sha256, self.questionnaire, self.course.sha256 if self.course else ""} - {""})

    @property
    def given(self) -> dict[str, str]:
        """The answers by their steps."""
        return {answer.step: answer.value for answer in self.answers}

    def answered(self, answer: Answer) -> "Session":
        """The session with one more answer."""
        return evolve(self, answers=(*self.answers, answer))
