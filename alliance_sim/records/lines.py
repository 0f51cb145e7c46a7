"""The export for programs, version 1: JSON lines. The guide's page on records says what stands in them.

A head, the texts that were played, the sessions in the order in which they began, and an end with the SHA-256 of all
the lines before it.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from math import isfinite
from typing import Annotated, Any, Literal

from attrs import asdict, evolve, frozen

from alliance_sim.characters import FORBIDDEN, harmless
from alliance_sim.json_decoding import LONG, LONGEST, Instant, decoded, parsed, shown
from alliance_sim.records.private import is_private
from alliance_sim.session import Answer, Depth, Enrolled, Feedback, Kind, Mode, Session
from alliance_sim.shapes import Whole, Word
from alliance_sim.store.remarks import Remark, noted, tagged
from alliance_sim.store.taking import Kept

FORMAT = "alliance-sim records"
VERSION = 1
LARGEST_LINE = 4 * 1024 * 1024
"""Bytes of a line: a session in which every answer is as long as it may be stays below it."""
MOST_ANSWERS = 5000
"""Answers of a session; a long one has two hundred."""

Sha256 = Annotated[str, Word(r"[0-9a-f]{64}", "a SHA-256 in hexadecimal")]
MaybeSha256 = Annotated[str, Word(r"([0-9a-f]{64})?", "a SHA-256 in hexadecimal, or nothing")]
SessionId = Annotated[str, Word(r"[0-9A-Za-z-]{1,64}", "the id of a session: up to 64 letters, digits and hyphens")]
Name = Annotated[str, Word(r"[^\x00-\x1f]{1,300}", "a name of 1 to 300 characters")]
Count = Annotated[int, Whole(0, 10**9)]
Seed = Annotated[int, Whole(0, 2**63 - 1)]


class NotRecords(ValueError):
    """A line, or a file, that is no export of records. The message says what was expected."""


@frozen
class Head:
    """The first line. `free_text` tells whether what was typed in sentences is in the file."""

    format: Literal["alliance-sim records"]
    version: Annotated[int, Whole(1, 10**6)]
    program: Name
    made: Instant
    free_text: bool


@frozen
class Text:
    """A text that was played; its bytes in base64 where they are no UTF-8."""

    sha256: Sha256
    content: str
    base64: bool = False


@frozen
class ModeLine:
    recognition: Literal["paced", "free"]
    depth: Depth
    feedback: Feedback
    own_words: bool
    ratings: bool


@frozen
class CourseLine:
    """As which step of which course a session was begun, and under which code."""

    course: Name
    sha256: Sha256
    code: Name
    step: Name
    group: str = ""


@frozen
class SessionLine:
    """A session without its answers, as it was begun."""

    id: SessionId
    scenario: Name
    title: Name
    sha256: Sha256
    started: Name
    seed: Seed
    mode: ModeLine
    attempt: Annotated[int, Whole(1, 10**6)]
    questionnaire: MaybeSha256
    kind: Kind
    protocol: Annotated[int, Whole(1, 10**6)]
    course: CourseLine | None = None


@frozen
class DraftLine:
    step: Name
    text: str


@frozen
class End:
    """The last line: how many lines stand before it, and the SHA-256 of their bytes."""

    lines: Count
    sha256: Sha256


def written(kind: str, value: Any) -> str:
    """A line that holds one thing, in ASCII: whatever it holds, it does nothing to a terminal."""
    return json.dumps({kind: value}, separators=(",", ":")) + "\n"


def text_line(sha256: str, content: bytes) -> str:
    try:
        return written("text", {"sha256": sha256, "content": content.decode()})
    except UnicodeDecodeError:
        return written("text", {"sha256": sha256, "content": b64encode(content).decode(), "base64": True})


def content_of(text: Text) -> bytes:
    """The bytes of a text. Raises `NotRecords`."""
    try:
        return b64decode(text.content, validate=True) if text.base64 else text.content.encode()
    except ValueError as error:
        raise NotRecords(f"expected the text {text.sha256[:8]} in base64, found something else") from error


def session_line(kept: Kept, *, free_text: bool) -> str:
    """A session with all that belongs to it; an answer's value is null where it is left out."""
    session = kept.session
    told: dict[str, Any] = {
        "begun": _begun(session),
        "ending": kept.ending,
        "answers": [_told(answer, free_text=free_text) for answer in session.answers],
    }
    if free_text:
        told |= {"note": kept.remark.note, "tags": sorted(kept.remark.tags)}
        told["draft"] = {"step": kept.draft[0], "text": kept.draft[1]} if kept.draft else None
    return written("session", told)


def _begun(session: Session) -> dict[str, Any]:
    """A session without its answers; one that belongs to no course says nothing of one."""
    found = asdict(session)
    return {name: value for name, value in found.items() if name != "answers" and (name, value) != ("course", None)}


def _told(answer: Answer, *, free_text: bool) -> list[Any]:
    left_out = not free_text and is_private(answer.step) and answer.value
    return [answer.step, None if left_out else answer.value, answer.at, answer.seconds]


def read_line(data: bytes) -> tuple[str, Any]:
    """What stands in a line: its kind, and a `Head`, a `Text`, a `Kept` or an `End`. Raises `NotRecords`."""
    try:
        found, mistake = parsed(data, LARGEST_LINE)
    except RecursionError:
        found, mistake = None, "expected a line that is not nested so deeply"
    if found is None:
        raise NotRecords(mistake)
    if len(found) != 1 or not found.keys() <= READERS.keys():
        names = ", ".join(harmless(name[:40]) for name in list(found)[:5])
        raise NotRecords(f"expected one of {', '.join(READERS)}, found {names or 'nothing'}")
    ((kind, value),) = found.items()
    return kind, READERS[kind](value)


def read_head(value: Any) -> Head:
    """The head. Raises `NotRecords`, first of all for a version that is newer than this program."""
    version = value.get("version") if isinstance(value, dict) else None
    if isinstance(version, int) and version > VERSION:
        raise NotRecords(f"expected version {VERSION} or older, found {shown(version)}: use a newer alliance-sim")
    found: Head = _one(Head, value)
    return found


def read_text(value: Any) -> Text:
    """A text; whatever it holds, for it is only bytes under their name."""
    if not (isinstance(value, dict) and isinstance(value.get("content"), str)):
        raise NotRecords(f"expected a text with its content, found {shown(value)}")
    return Text(**{**asdict(_one(Text, value | {"content": ""})), "content": _encodable(value["content"])})


def _encodable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotRecords("expected a text that can be encoded, found a half character") from error
    return text


def read_session(value: Any) -> Kept:
    """A session with all that belongs to it. Raises `NotRecords`."""
    if not isinstance(value, dict):
        raise NotRecords(f"expected a session, found {shown(value)}")
    if strange := value.keys() - {"begun", "ending", "answers", "note", "tags", "draft"}:
        raise NotRecords(f"expected no such key of a session, found {harmless(min(strange)[:40])}")
    begun = _one(SessionLine, value.get("begun"))
    mode = Mode(**asdict(begun.mode))
    course = Enrolled(**asdict(begun.course)) if begun.course else None
    session = Session(**{**asdict(begun, recurse=False), "mode": mode, "course": course})
    ending, draft = value.get("ending"), value.get("draft")
    if ending is not None and not _is_name(ending):
        raise NotRecords(f"expected the ending of session {session.id}, found {shown(ending)}")
    found = _one(DraftLine, draft) if draft is not None else None
    return Kept(
        evolve(session, answers=read_answers(session.id, value.get("answers"))),
        ending,
        _remark(session.id, value),
        (found.step, found.text) if found else None,
    )


def _remark(session_id: str, value: dict[str, Any]) -> Remark:
    note, tags = value.get("note", ""), value.get("tags", [])
    if not isinstance(note, str) or not isinstance(tags, list) or not all(isinstance(each, str) for each in tags):
        raise NotRecords(f"expected a note and tags of session {session_id}, found {shown(note)}, {shown(tags)}")
    try:
        return Remark(noted(note), tagged(tags))
    except ValueError as error:
        raise NotRecords(f"session {session_id}: {harmless(str(error))}") from error


def read_answers(session_id: str, value: Any) -> tuple[Answer, ...]:
    """Answers from their lists. Raises `NotRecords` also for a step that is answered twice."""
    if not isinstance(value, list) or len(value) > MOST_ANSWERS:
        raise NotRecords(f"expected at most {MOST_ANSWERS} answers of session {session_id}, found {shown(value)}")
    answers = tuple(_answer(session_id, each) for each in value)
    if len({answer.step for answer in answers}) < len(answers):
        raise NotRecords(f"expected each step of session {session_id} to be answered once, found one twice")
    return answers


def _answer(session_id: str, value: Any) -> Answer:
    if not isinstance(value, list) or len(value) != len(ANSWER):
        raise NotRecords(f"expected {', '.join(ANSWER)} of an answer of session {session_id}, found {shown(value)}")
    step, said, at, seconds = value
    if not (_is_name(step) and (said is None or _is_text(said)) and (at == "" or _is_name(at)) and _spent(seconds)):
        raise NotRecords(f"expected {', '.join(ANSWER)} of an answer of session {session_id}, found another kind")
    return Answer(step, said or "", at, seconds)


ANSWER: Sequence[str] = ("a step", "a value", "a time", "seconds")


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST and not FORBIDDEN.search(value)


def _is_name(value: Any) -> bool:
    return _is_text(value) and 0 < len(value) <= 300 and not any(mark in value for mark in "\r\n\t")


def _spent(value: Any) -> bool:
    if value is None:
        return True
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= LONG and isfinite(value)


def _one(cls: type, value: Any) -> Any:
    """A value of a class. Raises `NotRecords` with the first mistake."""
    mistakes: list[str] = []
    found = decoded(cls, value, "", mistakes.append)
    if mistakes or found is None:
        raise NotRecords((mistakes or ["expected more"])[0])
    return found


READERS: dict[str, Callable[[Any], Any]] = {
    "head": read_head,
    "text": read_text,
    "session": read_session,
    "end": lambda value: _one(End, value),
}
