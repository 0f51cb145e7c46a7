"""Rules of lessons: where they draw their lines, and where findings stand in a front matter and in the text below."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.checks import all_rules
from alliance_sim.checks.lessons import lecture_of
from alliance_sim.checks.lessons.parts import words_of
from alliance_sim.checks.lessons.seen import ALSO
from alliance_sim.decoding import decode
from alliance_sim.diagnostics import Diagnostic
from alliance_sim.lesson import lesson_of, lessons
from alliance_sim.lesson_format import Lesson
from alliance_sim.library import loaded
from alliance_sim.rendering.text import rendered
from alliance_sim.source import read
from alliance_sim.writing import written
from tests.examples import SOUND_LESSON, lesson
from tests.strategies import hostile_texts, mutated


def checked(text: str, name: str = "lesson.md") -> tuple[Diagnostic, ...]:
    return loaded(text.encode("utf-8", "replace"), Path(name), thorough=True).diagnostics


def found(text: str) -> list[tuple[str, int]]:
    """The rules that find something in a lesson, with their lines."""
    return [(each.rule.name, each.span.line) for each in checked(text)]


def marked(text: str) -> list[str]:
    """What is marked of the lines in which something is found."""
    lines = text.splitlines()
    return [lines[each.span.line - 1][each.span.column - 1 : each.span.end - 1] for each in checked(text)]


def line(part: str, text: str = SOUND_LESSON) -> int:
    """The number of the line that holds a part of the text."""
    return next(number for number, each in enumerate(text.splitlines(), 1) if part in each)


def counted(body: str) -> int:
    """The words of a text that count."""
    source = read(lesson(f"---\n{body}"), front_matter=True)
    shown, _ = decode(source, Lesson)
    assert shown is not None
    return words_of(lecture_of(source, shown))


def long_text(words: int) -> str:
    """The sound lesson with so many words under its first heading, and a last one that does not count."""
    _, _, parts = SOUND_LESSON.partition("## A worked example")
    return lesson(f"---\n\n## What it is\n\n{' '.join(['word'] * words)}\n\n## A worked example{parts}")


def test_the_sound_lesson_has_no_finding() -> None:
    assert found(SOUND_LESSON) == []


def test_a_sound_lesson_is_a_lesson_and_no_scenario() -> None:
    file = loaded(SOUND_LESSON.encode(), Path("lesson.md"))
    assert (file.lesson is not None, file.scenario, file.bank, file.errors) == (True, None, None, ())
    assert [each.message for each in file.unplayable] == ["expected a scenario, found a lesson"]


def test_every_rule_that_is_asked_of_lessons_too_is_a_rule_of_scenarios() -> None:
    assert set(ALSO) - {rule.name for rule in all_rules().values()} == set()
    assert len(ALSO) == len(set(ALSO))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "expected `---` on the first line, found nothing"),
        ("title: Stepping back\n", "expected `---` on the first line, found 'title: Stepping back'"),
        ("\n---\ntitle: A\n---\n", "expected `---` on the first line, found nothing"),
        ("---\ntitle: A\n", "expected a second line `---` below the keys, found none"),
        ("---", "expected a second line `---` below the keys, found none"),
    ],
)
def test_a_lesson_begins_with_a_front_matter_that_ends(text: str, message: str) -> None:
    assert [(each.rule.code, each.message) for each in checked(text)] == [("AS018", message)]


def test_an_empty_front_matter_is_told_as_empty() -> None:
    assert [name for name, _ in found("---\n---\nText.\n")] == ["empty-file"]


@pytest.mark.parametrize("name", ["lesson.MD", "Lesson.md", "2nd.md"])
def test_a_lesson_is_named_by_an_id(name: str) -> None:
    assert [(each.rule.name, each.message) for each in checked(SOUND_LESSON, name)] == [
        ("file-name", f"expected a file name such as withdrawal.md, found '{name}'")
    ]


def test_every_mistake_of_a_front_matter_is_told_at_once_in_its_place() -> None:
    text = SOUND_LESSON.replace("minutes: 6", "minute: six").replace("fits: true", "fits: yes").replace("sure:", "so:")
    names = [name for name, _ in found(text)]
    assert [names.count(name) for name in ("unknown-key", "no-true-or-false", "missing-key")] == [3, 3, 2]
    assert ("unknown-key", line("minute: six", text)) in found(text)


def test_an_excerpt_has_the_line_of_the_markdown_file_and_a_caret_under_the_mistake() -> None:
    file = loaded(SOUND_LESSON.replace("minutes: 6", "minutes: 99").encode(), Path("lesson.md"))
    assert rendered(file.source, file.diagnostics).splitlines()[:3] == [
        "lesson.md:4:10: error[AS106] expected a number from 1 to 60, found 99",
        "    4 | minutes: 99",
        "      |          ^^",
    ]


def test_a_mistake_of_yaml_is_told_on_its_line() -> None:
    assert found(SOUND_LESSON.replace("title: Stepping back", "title: Back: again")) == [("yaml-syntax", 2)]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    data = b"\xef\xbb\xbf" + SOUND_LESSON.replace("\n", "\r\n").encode()
    assert loaded(data, Path("lesson.md"), thorough=True).diagnostics == ()


def test_a_character_that_could_act_is_refused_below_the_front_matter_too() -> None:
    text = SOUND_LESSON.replace("How often", "How \x1b[31m often")
    assert found(text) == [("forbidden-character", line("31m", text))]


def test_a_tab_in_the_text_is_no_indentation_of_yaml() -> None:
    assert found(SOUND_LESSON.replace("How often", "\tHow often")) == []


def test_a_title_of_markdown_is_no_comment_of_yaml() -> None:
    assert found(SOUND_LESSON.replace("\n## What it is", "\n# Allow silence\n\n## What it is")) == []


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("because: You take up her word", "because: Correct! You take up her word", "verdict-in-feedback"),
        ("because: You take up her word", "because: You should have known that her word", "shaming-feedback"),
        ("because: Nothing comes after the word, and she", "because: She", "short-feedback"),
        ("She closes the subject.", "She closes the subject, as always with you.", "key-stands-out-by-length"),
        ("Which reply opens", "With a resistant patient, which reply opens", "banned-label"),
        ("see when a patient steps", "see how you walk on eggshells when she steps", "idiom"),
        ("A cook is brief", "A manipulative cook is brief", "banned-label"),
        ("At what you did just before.", "All of the above.", "combined-reply"),
        ("A cook is brief", "On 3 May 2019 a cook is brief", "identifying-detail"),
        ("The diary? Oh, it was fine.", "I would be better off dead, with those pills.", "method-of-harm"),
        ("With 30 depressed clients", "With 30 retards", "slur"),
    ],
)
def test_a_rule_of_scenarios_is_told_where_it_finds_something_in_a_lesson(before: str, after: str, rule: str) -> None:
    text = SOUND_LESSON.replace(before, after, 1)
    assert found(text) == [(rule, line(after, text))]


def test_an_answer_that_alone_is_a_question_is_told() -> None:
    third = (
        "      - {say: At the clock., because: It tells the time and nothing of what the two of you have just done.}\n"
    )
    text = SOUND_LESSON.replace("At what you did just before.", "What did you do just before?")
    text = text.replace("sources:\n", f"{third}sources:\n")
    assert found(text) == [("key-only-question", line("What did you do", text))]


def test_feedback_that_two_answers_share_is_told_by_their_numbers() -> None:
    said = "You take up her word, and ask about the two of you and not about the diary."
    other = "You take her word for it and go on. What she thinks of the diary is not said."
    assert [each.message for each in checked(SOUND_LESSON.replace(other, said))] == [
        "expected other feedback than that of 'option 1' on 'check 1', found the same"
    ]


@pytest.mark.parametrize(("words", "told"), [(286, True), (287, False), (437, False), (438, True)])
def test_a_lesson_has_300_to_450_words(words: int, told: bool) -> None:
    assert ("lesson-length" in {name for name, _ in found(long_text(words))}) is told


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Five words are in here.", 5),
        ("## A heading\n\nTwo words.", 2),
        ("> Patient: Said.\n>\n> Therapist: Said, too.", 0),
        ("- **One** word\n- and two", 4),
        ("It went well (Muran et al. 2009).", 3),
        ("It went (very) well – r = .29, too.", 7),
        ("```\ncode is not read\n```", 0),
        ("", 0),
    ],
)
def test_the_words_of_paragraphs_and_lists_count(body: str, words: int) -> None:
    assert counted(body) == words


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("## A worked example", "## So", "expected a worked example under a heading of its own, found none"),
        ("## A non-example", "## So", "expected a non-example under a heading of its own, found none"),
        ("## What we do not know", "## So", "expected what we do not know under a heading of its own, found none"),
        (
            "> Patient: The diary? Oh, it was fine.\n>\n> Therapist: How",
            "How",
            "expected a worked example as a dialogue",
        ),
    ],
)
def test_a_lesson_has_its_parts(before: str, after: str, message: str) -> None:
    (problem,) = checked(SOUND_LESSON.replace(before, after))
    assert problem.message.startswith(message)


@pytest.mark.parametrize("heading", ["What is not known", "What we don't know", "What we do not yet know"])
def test_what_we_do_not_know_may_be_said_otherwise(heading: str) -> None:
    assert found(SOUND_LESSON.replace("What we do not know", heading)) == []


def test_a_lesson_without_a_text_is_told_at_its_title() -> None:
    assert {place for _, place in found(lesson("---\n"))} == {2}


@pytest.mark.parametrize(("minutes", "told"), [(4, True), (5, False), (8, False), (9, True)])
def test_a_lesson_takes_5_to_8_minutes(minutes: int, told: bool) -> None:
    assert found(lesson(f"minutes: {minutes}\n")) == ([("lesson-minutes", 4)] if told else [])


def test_two_sources_have_figures() -> None:
    assert found(SOUND_LESSON.replace("With 30 depressed", "With depressed")) == [("few-sources", line("sources:"))]


@pytest.mark.parametrize("fits", ["", "both"])
def test_a_question_has_an_answer_that_fits_and_one_that_fits_less(fits: str) -> None:
    text = SOUND_LESSON.replace("        fits: true\n", "", 1)
    if fits:
        text = SOUND_LESSON.replace("- say: Good to hear.", "- fits: true\n        say: Good to hear.")
    assert ("check-without-contrast", line("options:")) in found(text)


def test_a_comment_above_the_title_allows_what_is_found_in_the_text() -> None:
    text = SOUND_LESSON.replace("A cook is brief", "A manipulative cook is brief")
    allowed = "---\n# allow: banned-label the lesson is about the word\n" + text.removeprefix("---\n")
    assert (marked(text), found(allowed)) == (["manipulative"], [])


def test_a_comment_that_stands_elsewhere_is_sent_above_the_title() -> None:
    text = SOUND_LESSON.replace("A cook is brief", "A manipulative cook is brief")
    wrong = text.replace("minutes: 6", "# allow: banned-label the lesson is about the word\nminutes: 6")
    (hint,) = (each.hint for each in checked(wrong) if each.rule.name == "allow-unneeded")
    assert (hint, line("title:")) == ("move it to right above line 2", 2)


def test_a_comment_in_the_front_matter_allows_what_is_found_at_its_key() -> None:
    text = SOUND_LESSON.replace("minutes: 6", "# allow: lesson-minutes it is two lessons\nminutes: 12")
    assert found(text) == []


def test_a_finding_in_wrapped_prose_marks_its_word_in_the_line_that_has_it() -> None:
    text = SOUND_LESSON.replace("A cook is brief because", "A cook is brief\nand manipulative because")
    assert (found(text), marked(text)) == ([("banned-label", line("manipulative", text))], ["manipulative"])


def test_a_lesson_in_another_language_is_not_read_as_english() -> None:
    text = SOUND_LESSON.replace("A cook is brief", "A manipulative cook is brief")
    assert found(text.replace("minutes: 6", "minutes: 6\nlanguage: de")) == []


def test_the_shipped_lessons_are_read_as_they_are_checked() -> None:
    for shown in lessons():
        again = read(f"---\n{written(shown.lesson)}---\n", front_matter=True)
        assert decode(again, Lesson) == (shown.lesson, [])


def test_a_lesson_with_a_mistake_is_refused_with_its_line() -> None:
    with pytest.raises(ValueError, match="lesson:4: expected a number"):
        lesson_of("lesson", SOUND_LESSON.replace("minutes: 6", "minutes: 99"))


@given(st.one_of(hostile_texts(), mutated(SOUND_LESSON), hostile_texts().map(lambda text: f"---\n{text}\n---\n{text}")))
def test_whatever_the_text_of_a_lesson_it_is_checked_within_its_lines(text: str) -> None:
    file = loaded(text.encode("utf-8", "replace"), Path("lesson.md"), thorough=True)
    assert all(1 <= each.span.line <= len(file.source.lines) for each in file.diagnostics)
    assert (file.value is None) is bool(file.errors)


@given(hostile_texts())
def test_whatever_stands_below_the_front_matter_it_is_checked_within_its_lines(body: str) -> None:
    file = loaded(lesson(f"---\n{body}").encode("utf-8", "replace"), Path("lesson.md"), thorough=True)
    assert all(1 <= each.span.line <= len(file.source.lines) for each in file.diagnostics)
