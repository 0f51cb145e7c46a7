"""Family 1: keys, and what stands under them."""

import re
from collections.abc import Iterable

from alliance_sim.diagnostics import Severity, fault, listed, nearest, shown
from alliance_sim.shapes import id_like


@fault("AS101", "unknown-key")
def unknown_key(key: str, known: Iterable[str]) -> tuple[str, str]:
    """A key that the format does not have here.

    Bad example:

        patient:
          name: Ilse
          # here
          aged: 34
          age: 34
          pronouns: she/her
          about: Teaches chemistry.
    """
    names = list(known)
    return f"expected {listed(names)}, found {shown(key)}" if len(names) <= 6 else (
        f"expected a key of this place, found {shown(key)}"
    ), nearest(key, names) or f"the keys here: {', '.join(names)}"


@fault("AS102", "missing-key")
def missing_key(key: str, because: str = "") -> tuple[str, str]:
    """A key that must be there is missing, or nothing stands under it.

    Bad example:

        # here
        patient:
          name: Ilse
          age: 34
          pronouns: she/her
    """
    hint = f"write what belongs there after `{key}:`" if because else f"add `{key}:`"
    return f"expected the key '{key}', found {because or 'none'}", hint


@fault("AS103", "wrong-shape")
def wrong_shape(expected: str, found: str) -> tuple[str, str]:
    """A list where a text belongs, a text where a mapping belongs, and so on.

    Text that begins with `[` or `{` is read as a list or a mapping: put it under `|`.

    Bad example:

        # here
        title: [laughs]
    """
    entry = expected.partition("mapping of ")[2] or "key: value"
    hints = {
        "text": "put text that begins with [ or { under `|`",
        "a list": "write [one, two], or each on a line of its own after `- `",
        "a mapping": f"write `{entry}` on lines of their own, indented; a space follows each colon",
    }
    hint = next((hint for start, hint in hints.items() if expected.startswith(start)), "write a single word or number")
    return f"expected {expected}, found {found}", hint


@fault("AS104", "unknown-value")
def unknown_value(found: str, allowed: Iterable[str]) -> tuple[str, str]:
    """A word that is not one of those allowed here.

    Bad example:

        # here
        level: beginner
    """
    words = list(allowed)
    hint = nearest(found, words) or f"write {listed(words)}"
    if words == ["fictional"] and not hint.startswith("did"):
        hint = "a real patient may not be used, not even disguised: invent one"
    return f"expected {listed(words)}, found {shown(found)}", hint


@fault("AS105", "no-whole-number")
def no_whole_number(found: str, low: int, high: int) -> tuple[str, str]:
    """Something else where a whole number belongs.

    Numbers are decimal integers: `8`, not `8.0`, `0x8` or `eight`.

    Bad example:

        # here
        minutes: eight
    """
    return f"expected a whole number, found {shown(found)}", f"write a number from {low} to {high}, in digits only"


@fault("AS106", "number-out-of-range")
def number_out_of_range(found: int, low: int, high: int) -> tuple[str, str]:
    """A number below or above what is allowed here.

    Bad example:

        # here
        minutes: 500
    """
    return f"expected a number from {low} to {high}, found {found}", f"write a number from {low} to {high}"


@fault("AS107", "no-id")
def no_id(found: str, underscore: bool) -> tuple[str, str]:
    """A name that cannot be used as an id.

    Ids are small letters, digits and single hyphens, beginning with a letter, at most 64 characters: `coat-on`.
    Variables and conditions may have `_` instead of `-`, and may not be called `and`, `or`, `not` or `seen`.

    Bad example:

        # here
        start: Coat On
    """
    also = " (or _)" if underscore else ""
    change = re.fullmatch(r"([\w-]+)\s+([+-]?\d+)", found)
    hint = f"such as {id_like(found) or 'coat-on'}"
    if ":" in found:
        hint = "put a space after the colon"
    elif change:
        hint = f"put a colon after the name: `{change[1]}: {change[2]}`"
    return f"expected an id of small letters, digits and single -{also}, found {shown(found)}", hint


@fault("AS108", "text-too-long")
def text_too_long(length: int, limit: int) -> tuple[str, str]:
    """A text that is longer than a screen can carry.

    A reply (`say`) and a text on one line may have 600 characters, any other text 4,000.

    Bad example (limits say=40):

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            choices:
              notice:
                # here
                say: Fine, you say, with your coat on. How was it to get homework from me?
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                because: You name what you see.
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    return f"expected at most {limit} characters, found {length}", "shorten it, or spread it over two states"


@fault("AS110", "no-true-or-false")
def no_true_or_false(found: str) -> tuple[str, str]:
    """Something else where `true` or `false` belongs. `yes`, `on` and `1` are text here.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            # here
            probe: no
            to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    return f"expected true or false, found {shown(found)}", "write true or false, without quotes"


@fault("AS111", "guard-syntax")
def guard_syntax(problem: str, hint: str) -> tuple[str, str]:
    """A guard that does not parse.

    A guard compares variables with whole numbers (`bond >= 6`), names conditions and flags (`mended`), asks for states
    entered (`seen(drawer)`), and joins these with `and`, `or`, `not` and brackets. There is no arithmetic.

    Bad example:

        conditions:
          # here
          mended: bond => 6
    """
    return problem, hint or "such as: bond >= 6 and not seen(drawer)"


@fault("AS112", "effect-syntax")
def effect_syntax(problem: str, hint: str) -> tuple[str, str]:
    """An effect that is no change of a variable.

    `+2` and `-1` change the variable, a bare `1` sets it.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            choices:
              notice:
                say: How was it to get homework from me?
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                because: You name what you see.
                # here
                effects: {bond: a lot}
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    return problem, hint or "write +1, -1 or 1"


@fault("AS113", "newer-format")
def newer_format(found: str) -> tuple[str, str]:
    """The file says that it is written to another format than this program reads.

    Bad example:

        # here
        format: 2
    """
    return f"expected format 1, found {shown(found)}", "write `format: 1`, or update the program"


@fault("AS114", "too-many")
def too_many(what: str, found: int, limit: int) -> tuple[str, str]:
    """More choices on a turn, or more variables, than a trainee or the checker can take in.

    Bad example (limits variables=1):

        # here
        variables:
          bond: {start: 5, range: [0, 10]}
          task: {start: 5, range: [0, 10]}
    """
    return f"expected at most {limit} {what}, found {found}", "take some away"


@fault("AS115", "odd-word")
def odd_word(expected: str, found: str) -> tuple[str, str]:
    """A short text that is not of the form wanted here, such as a language tag or a date.

    Bad example:

        # here
        language: British English
    """
    return f"expected {expected}, found {shown(found)}", f"write {expected}"


@fault("AS130", "note-to-self", Severity.INFO)
def note_to_self(text: str) -> tuple[str, str]:
    """A `todo:` that is still in the file. It may stand on anything, and is never shown to trainees.

    Bad example:

        patient:
          name: Ilse
          age: 34
          pronouns: she/her
          about: Teaches chemistry.
          # here
          todo: say more about her work
    """
    return f"to do: {shown(text, 70)}", "delete the key when it is done"
