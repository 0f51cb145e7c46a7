"""The group debrief: votes 1 and 2 of each turn, where the room was divided, which branches were played. No names."""

from typing import Any

from attrs import frozen

from alliance_sim.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Note,
    Paragraph,
    Piece,
    Speech,
    Table,
    plain,
    text_of,
)
from alliance_sim.scenario import Rupture
from alliance_sim.teaching.notes import QUESTIONS, leading, said
from alliance_sim.teaching.seminar import Path, Seminar, round_at
from alliance_sim.teaching.votes import Tally

COUNTS_ONLY = "Counts of hands, typed by the teacher. No names and no single votes were kept."


@frozen
class Vote:
    """One question of a turn, asked once or twice."""

    asked: str
    first: Tally
    second: Tally

    @property
    def about(self) -> str:
        return "the kind" if self.first.options[0].about else "the reply"

    @property
    def divided(self) -> bool:
        return self.first.divided

    @property
    def moved(self) -> bool:
        """Whether another answer leads than before."""
        return self.second.held and self.first.leading != self.second.leading


@frozen
class Met:
    """A turn that the group met. `by` is the reply that led there, `branches` those that were played from it."""

    number: int
    path: Path
    by: str
    words: str
    declared: str
    votes: tuple[Vote, ...]
    branches: tuple[str, ...]
    ending: str

    @property
    def divided(self) -> tuple[Vote, ...]:
        return tuple(vote for vote in self.votes if vote.divided)


@frozen
class GroupDebrief:
    """What a group session shows. The turns stand in the order in which they were met."""

    scenario: str
    title: str
    began: float
    turns: tuple[Met, ...]


def group_debrief(here: Seminar, *, scenario: str) -> GroupDebrief:
    paths = [(), *here.played] if here.played or here.path or here.counts else []
    return GroupDebrief(scenario, here.scenario.title, here.began, tuple(_met(here, path) for path in paths))


def _met(here: Seminar, path: Path) -> Met:
    found = round_at(here.scenario, path, here.seed)
    asked = (Vote(name, here.tally(first, path), here.tally(second, path)) for name, first, second in QUESTIONS)
    votes = tuple(vote for vote in asked if vote.first.held or vote.second.held)
    truth = found.truth
    spoken = [text_of(block.pieces) for block in said(here.scenario, found, marked=False) if isinstance(block, Speech)]
    return Met(
        found.number,
        path,
        found.played.say if found.played else "",
        spoken[-1] if spoken else "",
        "" if truth is None else truth.type if isinstance(truth, Rupture) else "no rupture",
        votes,
        tuple(reply.says for reply in found.options("branch") if (*path, reply.id) in here.played),
        found.state.ending or "",
    )


def summary(debrief: GroupDebrief) -> Document:
    """The group debrief for the projected screen: large and few, without what the file declares."""
    divided = [(turn, vote) for turn in debrief.turns for vote in turn.divided]
    moved = [(turn, vote) for turn in debrief.turns for vote in turn.votes if vote.moved]
    votes = sum(vote.first.held + vote.second.held for turn in debrief.turns for vote in turn.votes)
    blocks: list[Block] = [Paragraph(plain(f"{_plural(len(debrief.turns), 'turn')}, {_plural(votes, 'vote')}."))]
    blocks += _listed("The room was divided", [f"turn {turn.number}, {vote.about}" for turn, vote in divided])
    blocks += _listed("Another answer led in vote 2", [f"turn {turn.number}, {vote.about}" for turn, vote in moved])
    both = [f"turn {turn.number}, {len(turn.branches)} branches" for turn in debrief.turns if len(turn.branches) > 1]
    blocks += _listed("We stepped back", both)
    return (*blocks, Paragraph((Piece("What will you try on Monday?", "strong"),)))


def _listed(label: str, items: list[str]) -> list[Block]:
    return [Note(label, plain(f"{'; '.join(items)}."))] if items else []


def _plural(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def document(debrief: GroupDebrief) -> Document:
    """The group debrief to be kept: with what the file declares of each turn."""
    blocks: list[Block] = [Heading(f"Group debrief: {debrief.title}", 1), Note("Counts only", plain(COUNTS_ONLY))]
    if not debrief.turns:
        blocks.append(Paragraph(plain("No turn was met.")))
    blocks += _divided(debrief)
    for turn in debrief.turns:
        blocks += _told(turn)
    return tuple(blocks)


def _divided(debrief: GroupDebrief) -> list[Block]:
    found = [(turn, vote) for turn in debrief.turns for vote in turn.divided]
    if not found:
        return []
    rows = tuple((f"Turn {turn.number}", f"{vote.asked} {leading(vote.first)}") for turn, vote in found)
    return [Heading("Where the room was divided"), Table(("Turn", "Vote 1"), rows)]


def _told(turn: Met) -> list[Block]:
    blocks: list[Block] = [Heading(f"Turn {turn.number}")]
    if turn.by:
        blocks.append(Note("After", plain(turn.by)))
    blocks.append(Note("Patient", plain(turn.words)))
    if turn.declared:
        blocks.append(Note("The file declares", plain(f"{turn.declared}.")))
    for vote in turn.votes:
        blocks += [Heading(vote.asked, 3), _counts(vote)]
        blocks += [Note("Divided in vote 1", plain(f"{leading(vote.first)}."))] if vote.divided else []
    if turn.branches:
        blocks += [Heading("Branches played", 3), _bullets(turn.branches)]
    if turn.ending:
        blocks.append(Note("Ending", plain(f"{turn.ending}.")))
    return blocks


def _bullets(items: tuple[str, ...]) -> Bullets:
    return Bullets(tuple(plain(item) for item in items))


def _counts(vote: Vote) -> Table:
    second = [str(hands) if vote.second.held else "-" for hands in vote.second.hands]
    hands = zip(vote.first.options, vote.first.hands, second, strict=True)
    rows = tuple((f"{option.letter} {option.says}", str(first), again) for option, first, again in hands)
    return Table(("Option", "Vote 1", "Vote 2"), rows)


def as_json(debrief: GroupDebrief) -> dict[str, Any]:
    """The group debrief for programs."""
    return {
        "format": 1,
        "scenario": debrief.scenario,
        "title": debrief.title,
        "turns": [
            {
                "number": turn.number,
                "path": list(turn.path),
                "declared": turn.declared or None,
                "ending": turn.ending or None,
                "branches": len(turn.branches),
                "votes": [_vote_as_json(vote) for vote in turn.votes],
            }
            for turn in debrief.turns
        ],
    }


def _vote_as_json(vote: Vote) -> dict[str, Any]:
    return {
        "asked": vote.asked,
        "divided": vote.divided,
        "options": [
            {"letter": option.letter, "id": option.id, "vote_1": vote.first.hands[n], "vote_2": vote.second.hands[n]}
            for n, option in enumerate(vote.first.options)
        ],
    }
