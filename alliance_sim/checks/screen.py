"""Family 7: what a terminal of 80 x 24 cannot show at once, measured as the full screen wraps and lays out."""

from collections.abc import Iterator

from alliance_sim.cells import cells
from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.lines import ANSWERED, BOTH, COLUMNS, LIST, PROBED, answered, turns
from alliance_sim.checks.places import choices, states
from alliance_sim.diagnostics import Severity

SHORT = 2
"""Lines of a reply that are read at a glance."""
HEADED = COLUMNS - 2 - len(" · Conversation · turn 10")
"""Columns of a title in the status line."""


@rule("AS701", "turn-does-not-fit", Severity.WARNING)
def turn_does_not_fit(subject: Subject) -> Iterator[Finding]:
    """The words of a turn and its replies do not stand on a screen of 80 x 24 together.

    Whoever weighs the replies should see what the patient said. What does not fit can be scrolled to, and is out of
    sight until then. The words of narrator and patient and the replies have 20 lines, of which the replies may take
    12; the rest are the title, the question and the keys. Counted are replies that can be open together, with the
    words that are said then.

    Bad example:

        states:
          # here
          coat-on:
            patient: >
              The diary? Oh, it was fine, thank you, it lay on the kitchen table all week, next to the bread. On
              Monday I sat down to it and thought of the week before, and then my sister rang. On Tuesday there was
              the business with the boiler: somebody came to look at it on Wednesday and somebody else on Thursday,
              and in between we had cold water and a note for the neighbours. So I never came to the columns, and then
              I thought that it is perhaps not so bad, since most of it would have been about the boiler. You will
              have seen all that before, with people who do get round to things. I had a list of what to tell you, in
              the order of the days, and it is in my other coat. I thought of that on the bus, somewhere behind the
              bridge, where it always stops for so long. You probably have something better for us to do today.
            choices:
              notice:
                say: Fine, you say, with your coat on and your scarf too. How was it to get homework from me?
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                because: You name what you see.
                to: clock
              own:
                say: I set that homework with one hand on the door, and did not ask what you made of it. My part.
                strategies: [acknowledges-contribution]
                fit: strong
                because: You say your part.
                to: clock
              explain:
                say: It only works with seven full days, boiler or no boiler. Shall we go through it once more?
                strategies: [gives-rationale]
                fit: weak
                because: She did not ask what it is for.
                to: clock
              boiler:
                say: Cold water from Wednesday on, that must have been a trial. What did the second of them say?
                errors: [colluding]
                fit: weak
                because: The boiler is not why she came.
                to: clock
              list:
                say: Then let us do without the list. You begin with Monday, I write, and we see how far we come.
                errors: [pushing-the-technique]
                fit: weak
                because: You do what she did not get round to.
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    for path, state in states(subject):
        shown = turns(subject).get(state.id, ())
        crowded = [each for each in shown if each.over > 0 and not (state.truth and each.words > PROBED)]
        if crowded:
            found = max(crowded, key=lambda each: each.over)
            yield Finding(
                path,
                f"expected the turn '{state.id}' in {BOTH} lines of 80 columns, found {found.words} of words and "
                f"{found.replies} of replies"
                + (f", which have {LIST} at most" if found.replies > LIST else f": {found.over} too many"),
                "shorten what is longest, or let the patient say it in two turns",
                at_key=True,
                witness=found.at.witness(),
            )


@rule("AS702", "reply-over-two-lines", Severity.WARNING)
def reply_over_two_lines(subject: Subject) -> Iterator[Finding]:
    """A reply takes more than two lines of 80 columns.

    Replies are compared with one another, and a long one is skimmed. What can be said in one breath, some 25 words, has
    room in two lines.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            choices:
              notice:
                # here
                say: >
                  Fine, you say, with your coat on. I have been wondering whether it was a strange thing to get homework
                  from somebody you hardly know, and how that was for you on the days on which you looked at it.
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                because: You name what you see.
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    for path, state, choice in choices(subject):
        lines = answered(choice.say)
        if lines > SHORT:
            yield Finding(
                (*path, "say"),
                f"expected '{choice.id}' of '{state.id}' in {SHORT} lines of {ANSWERED} columns, found {lines}",
                "say the heart of it; the patient answers the rest",
            )


@rule("AS703", "words-do-not-fit", Severity.WARNING)
def words_do_not_fit(subject: Subject) -> Iterator[Finding]:
    """What is said in a probed turn is longer than the screen beside the question whether there is a rupture.

    A terminal of 80 x 24 has 15 lines there. What shows a rupture should be seen whole, once and slowly, by somebody
    who is asked for it; nobody scrolls back for half a sentence.

    Bad example:

        states:
          coat-on:
            # here
            patient: >
              The diary? Oh, it was fine, thank you, it lay on the kitchen table all week, next to the bread. On
              Monday I sat down to it and thought of the week before, and then my sister rang. On Tuesday there was
              the business with the boiler: somebody came to look at it on Wednesday and somebody else on Thursday,
              and in between we had cold water and a note for the neighbours. So I never came to the columns, and then
              I thought that it is perhaps not so bad, since most of it would have been about the boiler. You will
              have seen all that before, with people who do get round to things. I had a list of what to tell you, in
              the order of the days, and it is in my other coat. I thought of that on the bus, somewhere behind the
              bridge, where it always stops for so long. There is a baker at the corner who has the bread that my
              sister likes, so I got off there and walked. It was further than I remembered, which is why I was late,
              and I am sorry for that. My sister says that I ought to leave the house a quarter of an hour before I
              think that I should, and she is never late herself, whatever else there is to say of her. You probably
              have something better for us to do today.
            rupture:
              type: withdrawal
              markers: {deferential: You probably have something better}
              strain: task
              salience: 2
              trigger: Last week you set homework in the final minute.
              why: She hands you the hour.
            choices:
              notice:
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
    for path, state in states(subject):
        shown = turns(subject).get(state.id, ()) if state.truth else ()
        longest = max(shown, key=lambda each: each.words, default=None)
        if longest and longest.words > PROBED:
            yield Finding(
                (*path, "patient"),
                f"expected what is said in '{state.id}' in {PROBED} lines of 80 columns, found {longest.words}",
                "shorten it, or let a turn before this one hold its beginning",
                at_key=True,
                witness=longest.at.witness(),
            )


@rule("AS704", "title-cut", Severity.INFO)
def title_cut(subject: Subject) -> Iterator[Finding]:
    """The title leaves no room for the number of the turn.

    The first line of a screen of 80 columns holds the title, the part of the session and the turn. Titles of up to 53
    columns leave room for all of it.

    Bad example:

        # here
        title: The empty diary, the coat that stays on, and the boiler that would not
    """
    found = cells(subject.scenario.title)
    if found > HEADED:
        yield Finding(
            ("title",),
            f"expected a title of at most {HEADED} columns, found {found}",
            "shorten it; the summary has room for the rest",
        )
