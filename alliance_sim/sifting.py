"""Filters of the history: which of the sessions so far are meant."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from alliance_sim.session import Session
from alliance_sim.store import Heading, Remark

ANY = "any"
SORTS = ("scenario", "lesson", "drill", "course")
ASIDE = "put aside"
"""What a session ended with that did not end."""


@frozen
class Sieve:
    """What a session must be to be listed. Days are ISO 8601, both included; an empty one is no bound."""

    kind: str = ANY
    level: str = ANY
    tag: str = ANY
    ending: str = ANY
    since: str = ""
    until: str = ""

    @property
    def open(self) -> bool:
        """Whether every session passes."""
        return self == Sieve()

    def passes(self, heading: Heading, remark: Remark, level: str) -> bool:
        session = heading.session
        return (
            self.kind in (ANY, sort_of(session))
            and self.level in (ANY, level)
            and (self.tag == ANY or self.tag in remark.tags)
            and self.ending in (ANY, ended(heading))
            and within(session, self.since, self.until)
        )


def within(session: Session, since: str, until: str) -> bool:
    """Whether a session began between two days, both included."""
    day = session.started[:10]
    return (not since or since <= day) and (not until or day <= until)


def sifted(
    headings: Iterable[Heading], sieve: Sieve, remarks: Mapping[str, Remark], levels: Mapping[str, str]
) -> Iterator[Heading]:
    """The sessions that pass. `levels` are by the hashes of texts."""
    for heading in headings:
        session = heading.session
        if sieve.passes(heading, remarks.get(session.id, Remark()), levels.get(session.sha256, "")):
            yield heading


def sort_of(session: Session) -> str:
    """What kind of session it is; all that belongs to a course is of one kind."""
    return "course" if session.course else session.kind


def ended(heading: Heading) -> str:
    return heading.ending or ASIDE
