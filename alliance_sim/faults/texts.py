"""Family 1: texts that lose a part to YAML, or hold a part that is none of theirs."""

import re

from alliance_sim.diagnostics import Severity, fault, shown


@fault("AS109", "text-cut-by-comment")
def text_cut_by_comment(cut: str) -> tuple[str, str]:
    """A `#` after a space ends a text: what follows is a comment, and the patient would never say it.

    Bad example:

        # here
        summary: A patient who is our #1 concern.
    """
    allows = re.match(r"#\s*allow\b", cut, re.IGNORECASE)
    hint = "put the comment alone on the line above the key" if allows else "put the text under `|`"
    return f"expected the whole text, found it cut short by the comment {shown(cut)}", hint


@fault("AS125", "key-in-text", Severity.WARNING)
def key_in_text(key: str) -> tuple[str, str]:
    """A line within a text looks like a key of the format: it is indented too far, and the patient would say it.

    Bad example:

        states:
          coat-on:
            # here
            patient: |
              The diary? Oh, it was fine.
              no_rupture:
                why: Nothing is strained.
            to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    return f"expected words, found a line of the text that begins with `{key}:`", "indent it less, under the state"


@fault("AS126", "comment-in-text", Severity.WARNING)
def comment_in_text(comment: str) -> tuple[str, str]:
    """A line within a text begins with `#`: there it is no comment, and the patient would say it.

    Under `|` or `>` every line is text that is indented as the text is.

    Bad example:

        states:
          coat-on:
            # here
            patient: |
              The diary? Oh, it was fine.
              # she looks at the door
            to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    return f"expected words, found a comment that is a line of the text: {shown(comment)}", (
        "move it above the key, or delete the `#` if it is to be said"
    )
