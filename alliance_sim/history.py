"""What is said of a session in a list: whether it ended, and which exposure it was."""

from alliance_sim.session import Session


def standing(ending: str | None, answers: int) -> str:
    """How a session ended, or where it was put aside."""
    return ending or f"put aside after {answers} answers"


def exposure(session: Session) -> str:
    """Whether it was the first time; nothing is said of a sitting of the drill, which holds old and new turns."""
    if session.course is not None:
        return f"{session.course.code} in the course {session.course.course}"
    if session.kind == "drill":
        return "single turns"
    first = "first exposure" if session.kind == "scenario" else "read for the first time"
    again = "practice, attempt" if session.kind == "scenario" else "read again, time"
    return first if session.attempt == 1 else f"{again} {session.attempt}"
