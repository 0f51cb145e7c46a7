"""What a facilitator may say: advocacy (what I saw, what I thought) followed by inquiry (what did you see)."""

from alliance_sim.scenario import NoRupture, Rupture
from alliance_sim.teaching.seminar import Seminar

ALWAYS = "What did you see or hear that made you vote so?"
KIND_DIVIDED = (
    "I see that we heard the same sentence in different ways. I think that both readings rest on something. "
    "Which words did yours rest on?"
)
KIND_AGREED = (
    "I see that most hands went up for one answer. I worry that we may have stopped listening early. "
    "What would have to be said for you to change your mind?"
)
MISSED = (
    "I noticed that few of us heard a strain here. I wonder if it was easy not to hear, because the line is polite "
    "or busy. What did it spare us to move on?"
)
FALSE_ALARM = (
    "I noticed that many of us heard a strain here. I think that the line is hard, and that the work still goes on. "
    "What would the patient lose if we spoke of a strain now?"
)
REPLY_DIVIDED = (
    "I see that we want different things to happen next. I think that each reply protects something. "
    "What were you hoping for, and for whom?"
)
REPLY_AGREED = (
    "I see that one reply is liked by most. I worry about the patient who does not take it as we mean it. "
    "How could it be heard wrongly?"
)
MOVED = (
    "I saw hands move between the two votes. I am curious, without keeping count of who was first. "
    "What did your neighbour say that you had not thought of?"
)
STAYED = (
    "I saw few hands move. I take it that you had your reasons. "
    "What would you need to hear from the patient to be surer?"
)
AFTER = (
    "I heard the answer that our reply got. I think that it tells us something about the reply, and not only about "
    "the patient. What in our words may have invited it?"
)
ANOTHER = (
    "I would like us to hear the other branch too. I think that we learn more from the pair than from either. "
    "What do you expect to hear now?"
)
OUT_OF_ROLE = (
    "We leave the scenario now. I think that some lines may stay with you. What do you want to leave in this room, and "
    "what will you try on Monday?"
)


def stems(here: Seminar) -> tuple[str, ...]:
    """What may be said at a stage, given how the room has voted."""
    match here.stage:
        case "said":
            return (AFTER,) if here.path else ()
        case "pause" | "shown-kind" | "shown-reply" | "discuss":
            return (*_on_kind(here), *_on_reply(here), ALWAYS)
        case "both-kind":
            return (_on_change(here, "kind"), ALWAYS)
        case "both-reply":
            return (_on_change(here, "reply"), ALWAYS)
        case "branch":
            return (ANOTHER,) if any(path[:-1] == here.path for path in here.played) else ()
        case "ended" | "debrief":
            return (AFTER, OUT_OF_ROLE)
    return ()


def _on_kind(here: Seminar) -> tuple[str, ...]:
    vote, truth = here.tally("kind-1"), here.round.truth
    if not vote.held:
        return ()
    if isinstance(truth, Rupture) and vote.share("none") >= 0.5:
        return (MISSED,)
    if isinstance(truth, NoRupture) and vote.share("none") <= 0.5:
        return (FALSE_ALARM,)
    return (KIND_DIVIDED if vote.divided else KIND_AGREED,)


def _on_reply(here: Seminar) -> tuple[str, ...]:
    vote = here.tally("reply-1")
    return (REPLY_DIVIDED if vote.divided else REPLY_AGREED,) if vote.held else ()


def _on_change(here: Seminar, asked: str) -> str:
    first, second = (
        (here.tally("kind-1"), here.tally("kind-2"))
        if asked == "kind"
        else (here.tally("reply-1"), here.tally("reply-2"))
    )
    most = max((abs(first.share(option.id) - second.share(option.id)) for option in first.options), default=0)
    return MOVED if second.held and most >= 0.1 else STAYED
