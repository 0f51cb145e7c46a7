"""What was typed in sentences, and is left out of everything that leaves the store unless it is asked for."""

from attrs import evolve

from alliance_sim.session import Session

OWN_WORDS, REACTIONS, REFLECTION, EVALUATION = "/own-words", "reactions", "reflection/", "text/"


def is_private(step: str) -> bool:
    """Whether a step takes a text instead of one of its options."""
    return step.endswith(OWN_WORDS) or step == REACTIONS or step.startswith((REFLECTION, EVALUATION))


def without_private(session: Session) -> Session:
    """The session as if nothing had been typed in sentences."""
    return evolve(
        session,
        answers=tuple(evolve(answer, value="") if is_private(answer.step) else answer for answer in session.answers),
    )


def fits(here: Session, other: Session) -> bool:
    """Whether two sessions are one: equal, but for typed texts that `other` may lack."""
    if evolve(here, answers=()) != evolve(other, answers=()) or len(here.answers) != len(other.answers):
        return False
    return all(
        mine == theirs or (is_private(mine.step) and not theirs.value and evolve(mine, value="") == theirs)
        for mine, theirs in zip(here.answers, other.answers, strict=True)
    )
