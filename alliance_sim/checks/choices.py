"""Family 1, continued: choices whose keys do not go together."""

from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.places import choices


@rule("AS117", "outcome-form")
def outcome_form(subject: Subject) -> Iterator[Finding]:
    """A choice that has both forms of outcome, or neither.

    Either `fit`, `because`, `effects` and `to` stand on the choice, or `outcomes` holds a list of them.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            choices:
              # here
              notice:
                say: How was it to get homework from me?
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    for path, _, choice in choices(subject):
        own = [key for key in ("fit", "because", "effects", "to") if getattr(choice, key)]
        if choice.outcomes is not None and own:
            yield Finding(
                path, f"expected outcomes alone, found {own[0]} beside them", "move it into an outcome", at_key=True
            )
        for key in ("fit", "because"):
            if choice.outcomes is None and not getattr(choice, key):
                yield Finding(path, f"expected the key '{key}', found none", f"add `{key}:`", at_key=True)


@rule("AS121", "no-code")
def no_code(subject: Subject) -> Iterator[Finding]:
    """A choice with neither a strategy nor an error.

    Records, debriefs and audits count what replies do; a reply without a code would not be seen.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            choices:
              # here
              notice:
                say: How was it to get homework from me?
                fit: strong
                because: You name what you see.
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    for path, _, choice in choices(subject):
        if not choice.strategies and not choice.errors:
            yield Finding(
                path,
                "expected one strategy or error at least, found none",
                "ordinary good work is `stays-with-the-work`",
                at_key=True,
            )


@rule("AS122", "no-target")
def no_target(subject: Subject) -> Iterator[Finding]:
    """A choice or an outcome that leads nowhere, on a state without a `to` of its own.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            choices:
              # here
              notice:
                say: How was it to get homework from me?
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                because: You name what you see.
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    for path, state, choice in choices(subject):
        for number, outcome in enumerate(choice.results):
            if not outcome.to and not state.to:
                place = path if choice.outcomes is None else (*path, "outcomes", number)
                yield Finding(
                    place,
                    "expected a next state, found none",
                    "add `to:` here or on the state",
                    at_key=True,
                    rests_on=((*path[:2], "to"),),
                )
