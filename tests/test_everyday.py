"""Words of the word lists where they mean something else, and the same words where they do not."""

import pytest

from alliance_sim.scenario import State
from tests.turns import CALM, marked, reply, turn


def answered(said: str) -> State:
    return turn(reply(said), reply("How is that?", "strong"))


def heard(said: str) -> State:
    return turn(reply("How is that?", "strong"), heard=said, no_rupture=CALM)


def because(said: str) -> State:
    return turn(reply("How is that?", "strong", because=said))


@pytest.mark.parametrize(
    ("name", "state", "words"),
    [
        ("crude-reply", answered("I have been a real idiot about this."), []),
        ("crude-reply", answered("You are an idiot."), ["idiot"]),
        ("crude-reply", answered("I am tired, you idiot."), ["idiot"]),
        ("crude-reply", answered("Stop! Wait! I think you are going too fast for me."), []),
        ("crude-reply", answered("Stop it now! You are wrong!"), ["! You are wrong!"]),
        ("crude-reply", answered("No!! Go on."), ["!!"]),
        ("direction-names-feeling", heard("(shrugs, avoiding your eyes) Fine."), []),
        ("direction-names-feeling", heard("(avoiding the question) Fine."), ["avoiding"]),
        ("direction-names-feeling", heard("(rubs her hurt knee) Fine."), []),
        ("direction-names-feeling", heard("(clearly hurt) Fine."), ["hurt"]),
        ("banned-label", because("His infection was resistant to antibiotics."), []),
        ("banned-label", because("He is resistant to every question."), ["resistant"]),
        ("shaming-feedback", because("She feels that you should have known his name."), []),
        ("shaming-feedback", because("But you should have known his name."), ["you should have known"]),
        ("code-name-shown", answered("You went to the bank for a withdrawal."), []),
        ("code-name-shown", answered("I notice a withdrawal."), ["withdrawal"]),
        ("code-name-shown", answered("You work for the Alliance bus company."), []),
        ("code-name-shown", answered("What of our alliance?"), ["alliance"]),
        ("combined-reply", answered("None of the above matters when he is gone, does it?"), []),
        ("combined-reply", answered("All of the above, I think."), ["say"]),
        ("combined-reply", answered("None of the above."), ["say"]),
        ("direction-unmarked", heard("(cries I cannot."), ["say"]),
        ("direction-unmarked", heard("cries) I cannot."), ["say"]),
        ("direction-unmarked", heard("[cries] I cannot."), ["say"]),
        ("direction-unmarked", heard("(cries) I cannot."), []),
    ],
)
def test_a_word_is_told_where_it_is_meant(name: str, state: State, words: list[str]) -> None:

    assert marked(name, state) == words
