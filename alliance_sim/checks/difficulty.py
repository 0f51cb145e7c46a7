"""Family 5, continued: whether the strength and the kind of ruptures suit the level that a scenario names.

Difficulty comes from subtle, mixed and look-alike turns, never from a crueller patient.
"""

from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.probes import at_states, ruptures, truths
from alliance_sim.diagnostics import Severity
from alliance_sim.scenario import NoRupture

SEVERAL = 4
"""Turns from which sameness is a habit: four saliences drawn from the three usual ones are alike once in 27 times."""
TYPED = 8
"""Ruptured turns from which there is room for more than one type."""
TENTH = 10
"""Ruptured turns from which a tenth of them is one."""
MIDDLE = 3
"""The salience in the middle of its scale."""


@rule("AS506", "one-salience", Severity.INFO)
def one_salience(subject: Subject) -> Iterator[Finding]:
    """All ruptures are equally visible.

    A conversation has plain and hidden moments, and a scenario that has both shows a trainee how far he or she sees.
    From four ruptured turns on.

    Bad example (repeated 4):

        start: strained-1
        # here
        states:
          strained-#:
            patient: Fine.
            rupture: {type: withdrawal, markers: {minimal-response: Fine}, strain: task, salience: 3, why: She closes.}
            to: calm-#
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          calm-#:
            patient: I might as well say it. The diary was not for me.
            no_rupture: {why: She says what she thinks.}
            to: strained-#+
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          strained-5:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    saliences = [truth.salience for truth in ruptures(subject.scenario).values()]
    if len(saliences) >= SEVERAL and len(set(saliences)) == 1:
        yield from at_states(
            f"expected ruptures of different salience, found {saliences[0]} in all {len(saliences)}",
            "let one be plainer and one harder to see, or rate again what a stranger would see",
        )


@rule("AS507", "one-type", Severity.WARNING)
def one_type(subject: Subject) -> Iterator[Finding]:
    """All ruptures of an intermediate or advanced scenario are of one type.

    After the first, the question for the type has one answer. A foundation scenario may keep to one. From eight
    ruptured turns on.

    Bad example (repeated 8):

        level: intermediate
        start: strained-1
        # here
        states:
          strained-#:
            patient: Fine.
            rupture: {type: withdrawal, markers: {minimal-response: Fine}, strain: task, salience: 3, why: She closes.}
            to: strained-#+
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          strained-9:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    types = [truth.type for truth in ruptures(subject.scenario).values()]
    if subject.scenario.level != "foundation" and len(types) >= TYPED and len(set(types)) == 1:
        yield from at_states(
            f"expected ruptures of more than one type, found {types[0]} in all {len(types)}",
            "let the patient protest once where this one withdraws, or step back where this one protests",
        )


@rule("AS508", "mixed-rare", Severity.WARNING)
def mixed_rare(subject: Subject) -> Iterator[Finding]:
    """Fewer than one in ten ruptures of an advanced scenario are mixed.

    Most ruptures hold something of both, and to see it is what the level asks for. From ten ruptured turns on, and
    where there is more than one type; else another rule speaks.

    Bad example (repeated 10):

        level: advanced
        start: strained-1
        # here
        states:
          strained-#:
            patient: Fine.
            rupture: {type: withdrawal, markers: {minimal-response: Fine}, strain: task, salience: 3, why: She closes.}
            to: strained-#+
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          strained-11:
            patient: It does not help.
            rupture:
              type: confrontation
              markers: {complaint-about-progress: does not help}
              strain: goal
              salience: 4
              why: She says that it does not help.
            to: clock
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    types = [truth.type for truth in ruptures(subject.scenario).values()]
    mixed = types.count("mixed")
    if subject.scenario.level == "advanced" and len(types) >= TENTH and 10 * mixed < len(types) and len(set(types)) > 1:
        yield from at_states(
            f"expected a mixed rupture in one of ten at the advanced level, found {mixed} of {len(types)}",
            "let a complaint come with a retreat, or a compliment with a point",
        )


@rule("AS509", "salience-level", Severity.INFO)
def salience_level(subject: Subject) -> Iterator[Finding]:
    """The ruptures are harder to see than the level says, or easier.

    At the foundation level their mean salience should be 3 or more, at the advanced level 3 or less. From four ruptured
    turns on.

    Bad example (repeated 4):

        level: advanced
        start: strained-1
        # here
        states:
          strained-#:
            patient: Fine.
            rupture: {type: withdrawal, markers: {minimal-response: Fine}, strain: task, salience: 4, why: She closes.}
            to: calm-#
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          calm-#:
            patient: I might as well say it. The diary was not for me.
            no_rupture: {why: She says what she thinks.}
            to: strained-#+
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          strained-5:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    saliences = [truth.salience for truth in ruptures(subject.scenario).values()]
    level = subject.scenario.level
    if len(saliences) < SEVERAL:
        return
    mean = sum(saliences) / len(saliences)
    if (level == "foundation" and mean < MIDDLE) or (level == "advanced" and mean > MIDDLE):
        yield from at_states(
            f"expected a mean salience of {MIDDLE} or {'more' if mean < MIDDLE else 'less'} at the {level} level, "
            f"found {mean:.1f}",
            "change the level, or what shows",
        )


@rule("AS510", "decoy-missing", Severity.INFO)
def decoy_missing(subject: Subject) -> Iterator[Finding]:
    """No turn without a rupture resembles one, in an intermediate or advanced scenario.

    To tell a rupture from what looks like it is the skill; `looks_like` names the marker that a turn resembles. From
    four turns without a rupture on.

    Bad example (repeated 4):

        level: intermediate
        start: calm-1
        # here
        states:
          calm-#:
            patient: I might as well say it. The diary was not for me.
            no_rupture: {why: She says what she thinks.}
            to: strained-#
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          strained-#:
            patient: Fine.
            rupture: {type: withdrawal, markers: {minimal-response: Fine}, strain: task, salience: 3, why: She closes.}
            to: calm-#+
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          calm-5:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    calm = [truth for truth in truths(subject.scenario).values() if isinstance(truth, NoRupture)]
    if subject.scenario.level == "foundation" or len(calm) < SEVERAL:
        return
    if not any(truth.looks_like for truth in calm):
        yield from at_states(
            f"expected a turn without a rupture that looks like one at the {subject.scenario.level} level, "
            f"found none of {len(calm)}",
            "write `looks_like` where a turn resembles a marker; where none does, write one that does",
        )
