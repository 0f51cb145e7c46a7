"""What a turn holds in truth: its type, its markers and their words, its trigger."""

from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.places import states
from alliance_sim.codebook import CODEBOOK
from alliance_sim.diagnostics import Severity, shown


@rule("AS120", "marker-type")
def marker_type(subject: Subject) -> Iterator[Finding]:
    """Markers that do not fit the type of the rupture.

    A withdrawal has withdrawal markers only, a confrontation confrontation markers only; `mixed` needs one of each.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            rupture:
              # here
              type: mixed
              markers: {minimal-response: it was fine}
              strain: task
              salience: 3
              trigger: You set homework in the final minute.
              why: She closes the topic.
            choices:
              notice:
                say: How was it to get homework from me?
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                because: You name what you see.
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    for path, state in states(subject):
        if not state.rupture or not state.rupture.type:
            continue
        codes = {cue.code for cue in state.rupture.markers}
        kinds = {CODEBOOK.markers[code].type for code in codes & CODEBOOK.markers.keys()}
        if not kinds:
            continue
        place = (*path, "rupture", "type")
        if state.rupture.type == "mixed" and len(kinds) < 2 and codes <= CODEBOOK.markers.keys():
            yield Finding(
                place, f"expected a marker of each type in a mixed rupture, found {min(kinds)} only", "add one"
            )
        for code in codes & CODEBOOK.markers.keys() if state.rupture.type != "mixed" else ():
            kind = CODEBOOK.markers[code].type
            if kind != state.rupture.type:
                yield Finding(
                    (*path, "rupture", "markers", code),
                    f"expected {state.rupture.type} markers only, found {shown(code)}, a {kind} marker",
                    "write `type: mixed`, or change the marker",
                    at_key=True,
                )


@rule("AS124", "trigger-missing", Severity.WARNING)
def trigger_missing(subject: Subject) -> Iterator[Finding]:
    """A rupture without a `trigger`.

    Ruptures are relational: say what the therapist, or the system around them, did just before.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            # here
            rupture:
              type: withdrawal
              markers: {minimal-response: it was fine}
              strain: task
              salience: 3
              why: She closes the topic.
            choices:
              notice:
                say: How was it to get homework from me?
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                because: You name what you see.
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    for path, state in states(subject):
        if state.rupture and not state.rupture.trigger:
            yield Finding(
                (*path, "rupture"),
                "expected a trigger, found none",
                "say what the therapist did just before",
                at_key=True,
            )


@rule("AS207", "marker-words-missing")
def marker_words_missing(subject: Subject) -> Iterator[Finding]:
    """The words quoted for a marker do not stand in the utterance, or not in every variant of it.

    The debrief underlines exactly these words, so they must match to the letter, capitals included.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            rupture:
              type: withdrawal
              # here
              markers: {minimal-response: It was fine}
              strain: task
              salience: 3
              trigger: You set homework in the final minute.
              why: She closes the topic.
            choices:
              notice:
                say: How was it to get homework from me?
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                because: You name what you see.
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    for path, state in states(subject):
        for cue in state.rupture.markers if state.rupture else ():
            for number, variant in enumerate(state.patient or ()):
                if variant.say and " ".join(cue.words.split()) not in " ".join(variant.say.split()):
                    where = (
                        f"variant {number + 1} of the utterance" if len(state.patient or ()) > 1 else "the utterance"
                    )
                    yield Finding(
                        (*path, "rupture", "markers", cue.code),
                        f"expected words of {where} of '{state.id}', found {shown(cue.words)}",
                        "copy them from the utterance, letter by letter",
                        rests_on=((*path, "patient"), (*path, "patient", number, "say")),
                    )
                    break
