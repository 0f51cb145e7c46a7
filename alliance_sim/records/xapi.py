"""Sessions as xAPI statements (version 1.0.3), for a learning-record store: what was asked, and what was answered.

A session's statements are always the same, with the same ids: sending them twice records nothing twice. A therapist's
reply is coded and not right or wrong, so that no answer is a success or a failure.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from attrs import frozen

from alliance_sim import __version__
from alliance_sim.characters import harmless
from alliance_sim.records.retelling import Retelling, finished, seconds
from alliance_sim.session import Answer, Session
from alliance_sim.steps import Step
from alliance_sim.store import Kept

VERSION = "1.0.3"
HOME = "https://alliance-sim.invalid"
"""The beginning of all names of ours. The domain is one of those that never exist (RFC 2606): nothing is to be found
there, the names are only names."""
VERBS = "http://adlnet.gov/expapi/verbs"
ACTIVITIES = "http://adlnet.gov/expapi/activities"
LANGUAGE = "en-GB"
RATED = ("before", "after", "then")
"""The places at which an answer is a point on a scale."""
TYPES = {"scenario": "simulation", "lesson": "lesson", "drill": "assessment"}
Statement = dict[str, Any]


@frozen
class Teller:
    """Whose statements these are: a name in an account, never an address."""

    actor: str = "trainee"
    free_text: bool = False

    def statements(self, kept: Kept, retelling: Retelling) -> Iterator[Statement]:
        """The statements of a session, in order. Raises `Unplayable` and `StoreError` as `Retelling` does."""
        session = kept.session
        past = retelling.playing(session).past
        probed = retelling.probed(session)
        yield self._statement(session, "initialized", "initialized", session.started, activity(session))
        for step, answer in past:
            if told := self._answered(session, step, answer):
                yield told
        if probed:
            agreed = sum(each.trial.agrees for each in probed)
            score = {"raw": agreed, "min": 0, "max": len(probed), "scaled": agreed / len(probed)}
            scored = activity(session, "recognition", "Answers that agree with the key on there being a rupture")
            yield self._statement(session, "scored", "scored", finished(session), scored, {"score": score})
        spent = {"duration": f"PT{seconds(session):.1f}S"}
        if kept.ending is None:
            yield self._statement(session, "suspended", "suspended", finished(session), activity(session), spent)
            return
        done = {**spent, "completion": True}
        yield self._statement(session, "completed", "completed", finished(session), activity(session), done)
        yield self._statement(session, "terminated", "terminated", finished(session), activity(session), spent)

    def _answered(self, session: Session, step: Step, answer: Answer) -> Statement | None:
        """That a step was answered: an option of it, or a text where texts are told."""
        if not answer.value or step.goes_on or not (step.options or self.free_text):
            return None
        asked = activity(session, f"steps/{answer.step}", harmless(step.ask))
        asked["definition"] |= interaction(step)
        result: Statement = {"response": harmless(answer.value)}
        if answer.seconds is not None:
            result["duration"] = f"PT{answer.seconds:.1f}S"
        return self._statement(session, f"steps/{answer.step}", "responded", answer.at, asked, result)

    def _statement(
        self, session: Session, name: str, verb: str, at: str, about: Statement, result: Statement | None = None
    ) -> Statement:
        registration = registered(session.id)
        found: Statement = {
            "id": str(uuid5(registration, name)),
            "version": VERSION,
            "actor": {"objectType": "Agent", "account": {"homePage": HOME, "name": self.actor}},
            "verb": {"id": f"{VERBS}/{verb}", "display": {LANGUAGE: verb}},
            "object": about,
            "context": {
                "registration": str(registration),
                "platform": f"alliance-sim {__version__}",
                "language": LANGUAGE,
                "contextActivities": {"grouping": [activity(session)]},
                "extensions": {f"{HOME}/text": session.sha256, f"{HOME}/attempt": session.attempt},
            },
        }
        if when := instant(at) or instant(session.started):
            found["timestamp"] = when
        if result:
            found["result"] = result
        return found


def activity(session: Session, part: str = "", asked: str = "") -> Statement:
    """What was played, or a part of it."""
    place = f"{HOME}/{session.kind}/{_named(session.scenario)}"
    kind = TYPES.get(session.kind, "module")
    return {
        "objectType": "Activity",
        "id": f"{place}/{_named(part)}" if part else place,
        "definition": {
            "type": f"{ACTIVITIES}/{'cmi.interaction' if part.startswith('steps/') else kind}",
            "name": {LANGUAGE: asked or harmless(session.title)},
        },
    }


def interaction(step: Step) -> Statement:
    """How a step is answered: an option of some, a point on a scale, or a text."""
    if not step.options:
        return {"interactionType": "long-fill-in"}
    options = [{"id": option.id, "description": {LANGUAGE: harmless(option.label)}} for option in step.options]
    return (
        {"interactionType": "likert", "scale": options}
        if step.place in RATED and all(option.id.isdecimal() for option in step.options)
        else {"interactionType": "choice", "choices": options}
    )


def registered(session_id: str) -> UUID:
    """The registration of a session: its id, where that is a UUID."""
    try:
        return UUID(hex=session_id)
    except ValueError:
        return uuid5(NAMESPACE_URL, f"{HOME}/session/{_named(session_id)}")


def instant(at: str) -> str | None:
    """A wall clock as a statement tells it, with its offset; one without is taken for UTC."""
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        return None
    return (found if found.utcoffset() is not None else found.replace(tzinfo=UTC)).isoformat()


def _named(text: str) -> str:
    """A text as a part of a name."""
    from urllib.parse import quote  # noqa: PLC0415  # little else needs it

    return quote(text, safe="/")
