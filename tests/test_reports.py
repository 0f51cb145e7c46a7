"""The renderers: nothing of a text acts in any format, cues stay visible, the JSON keeps its keys."""

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from alliance_sim.debrief import Debrief, debrief
from alliance_sim.document import (
    Bullets,
    Document,
    Heading,
    Intervals,
    Listing,
    Mark,
    Narration,
    Note,
    Paragraph,
    Piece,
    Plot,
    Speech,
    Style,
    Table,
    plain,
    utterance,
)
from alliance_sim.reports import FORMATS, as_json, debriefing, html, markdown, rendered, text
from alliance_sim.scenario import Scenario, Variant
from tests.worked import AGREEING, CARING, HURRIED, QUESTIONNAIRE, STUCK, session, worked

HOSTILE = (
    "<script>alert(1)</script> & <img src=x onerror=alert(1)> \"quoted\" 'single' {{ 7 * 7 }} {% raw %} ${x} "
    "# no heading\n- no bullet\n+ none\n1. no list\n2) none\n> no quote\n---\n===\n| no | table |\n"
    "*no* _no_ **no** __no__ `no` ~~no~~ ~no~ [no](http://no.example) ![no](x) <http://no.example> www.no.example "
    "http://no.example no@no.example &amp; &#60; \\* \\<b> ```\n    no code\n\n    none\n\n[a]: http://no.example\n\n<div>\n</div>"
)
STYLES: tuple[Style, ...] = ("plain", "strong", "emphasis", "cue", "direction", "code")
MORE = {
    "reactions": "Tired.",
    "1/own-words": "I am sorry.",
    "reflection/0": "That I was ill.",
    "before/see": "60",
    "then/see": "40",
    "after/see": "70",
}


def debriefed(scenario: Scenario | None = None) -> Debrief:
    played = session(CARING, ("withdrawal", "none", "mixed", "none", "mixed"), sure=(60, 75, 90, 100, 50), more=MORE)
    return debrief(scenario or worked(), played, QUESTIONNAIRE)


def every_block(words: str) -> Document:
    """A block of each sort, all of whose texts are these words."""
    styled = tuple(Piece(words, style) for style in STYLES)
    return (
        *(Heading(words, level) for level in (1, 2, 3)),
        Paragraph(styled),
        Paragraph(plain(words)),
        Speech(words, styled),
        Speech(words, plain(words), "therapist"),
        Narration(words),
        Note(words, styled),
        Bullets((plain(words), styled)),
        Table((words, words), ((words, words),)),
        Table((words, words, words), ((words, words, words),)),
        Listing(words, "yaml"),
        Plot(words, 0, 10, (1, 2)),
        Intervals(words, 0, 1, (words, words), (Mark(words, 0.5, 0.25, 0.75, words, 0.6),), words, 0.3),
    )


class Seen(HTMLParser):
    """The elements, attributes and words of a page. Style is no word."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.attributes: set[tuple[str, str]] = set()
        self.words = ""
        self.inside = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}
        self.inside = tag

    def handle_data(self, data: str) -> None:
        self.words += data if self.inside != "style" else ""


# --- HTML ---


def test_no_element_or_attribute_of_a_page_comes_from_a_text() -> None:
    harmless, hostile = (Seen(html.rendered(every_block(words), title=words)) for words in ("words", HOSTILE))
    assert hostile.elements == harmless.elements
    assert hostile.attributes == harmless.attributes
    assert HOSTILE in hostile.words


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("<>&\"'{}%#"), max_size=60))
def test_any_text_comes_out_of_a_page_as_it_went_in(words: str) -> None:
    page = Seen(html.rendered((Paragraph(plain(f"begin{words}end")),), title="t"))
    assert f"begin{words}end" in page.words
    assert page.elements.count("p") == 1


def test_a_page_needs_nothing_else() -> None:
    page = html.rendered(debriefing.document(debriefed()), title="t")
    seen = Seen(page)
    assert not re.search(r"https?:|url\(|@import|//", page)
    assert not {"script", "link", "img", "iframe", "object", "form", "a"} & set(seen.elements)
    assert not [name for _, name in seen.attributes if name.startswith("on") or name in ("src", "href", "style")]
    assert "default-src 'none'" in page


def test_a_page_has_headings_in_order_and_described_drawings() -> None:
    page = html.rendered(debriefing.document(debriefed()), title="t")
    elements = Seen(page).elements
    levels = [int(name[1]) for name in elements if re.fullmatch("h[1-6]", name)]
    assert levels[0] == 1
    assert all(later <= level + 1 for level, later in pairwise(levels))
    assert elements.count("svg") == elements.count("desc") == 2
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(" ".join(re.findall(r'aria-labelledby="([^"]+)"', page)).split()) == set(ids)


def test_cues_are_underlined_on_a_page() -> None:
    page = html.rendered((Speech("Runa", utterance("So it is fine.", ["it is fine"])),), title="t")
    assert "So <u>it is fine</u>." in page


@pytest.mark.parametrize(
    ("points", "outline"), [((0, 10, 5), "0.0,48.0 160.0,0.0 320.0,24.0"), ((5,), "0.0,24.0 320.0,24.0")]
)
def test_a_drawing_goes_from_edge_to_edge(points: tuple[int, ...], outline: str) -> None:
    assert html.outline(Plot("Bond", 0, 10, points)) == outline


def test_only_a_page_loads_the_template_engine() -> None:
    code = "import sys, alliance_sim.reports; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# --- Markdown ---


def parsed(source: str) -> list[Token]:
    """All tokens, those within lines included, of CommonMark with tables and strikethrough."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
    return [each for token in tokens for each in (token, *(token.children or ()))]


def sorts(tokens: list[Token]) -> set[str]:
    return {token.type for token in tokens}


def test_nothing_of_a_text_acts_as_markdown() -> None:
    harmless, hostile = (parsed(markdown.rendered(every_block(words))) for words in ("words", HOSTILE))
    assert sorts(hostile) - {"hardbreak", "softbreak"} == sorts(harmless)
    for tag in ("h1", "h2", "h3", "ul", "li", "table", "tr", "td", "th"):
        assert sum(token.tag == tag for token in hostile) == sum(token.tag == tag for token in harmless)


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")) | st.sampled_from("\\`*_[]<>&|~#-+=1.) !"), max_size=40)
)
def test_any_line_comes_out_of_markdown_as_it_went_in(words: str) -> None:
    words = " ".join(words.split())
    for block in (Paragraph(plain(words)), Bullets((plain(words),)), Speech("A", plain(words)), Narration(words)):
        tokens = parsed(markdown.rendered((block,)))
        assert not sorts(tokens) & {"html_inline", "html_block", "link_open", "image", "code_inline", "fence", "s_open"}
        shown = "".join(token.content for token in tokens if token.type in ("text", "text_special"))
        assert shown.endswith(words)


@given(
    st.lists(st.tuples(st.sampled_from(("fine", "so.", "(ah)", " a b ", "'x", "...", "é")), st.sampled_from(STYLES)))
)
def test_marks_of_pieces_are_never_shown(styled: list[tuple[str, Style]]) -> None:
    pieces = tuple(Piece(words, style) for words, style in styled)
    tokens = parsed(markdown.rendered((Speech("A", pieces),)))
    assert not any("*" in token.content for token in tokens if token.type == "text")


def test_cues_are_bold_in_markdown_also_within_a_stage_direction() -> None:
    said = Speech("Runa", utterance("(a bright laugh) So it is fine.", ["bright laugh", "it is fine"]))
    assert markdown.rendered((said,)) == "**Runa:** (a **bright laugh**) So **it is fine**.\n"


def test_no_mark_spans_two_paragraphs_of_markdown() -> None:
    shown = markdown.rendered((Paragraph((Piece("One.\n\nTwo.", "strong"),)),))
    assert "*" not in shown
    assert sorts(parsed(shown)) == {"paragraph_open", "inline", "text", "paragraph_close"}


def test_bare_addresses_are_no_links() -> None:
    assert markdown.escaped("http://a.example www.a.example a@b.example") == (
        r"http\://a.example www\.a.example a\@b.example"
    )


# --- Text ---


def test_no_line_of_a_text_is_wider_than_asked() -> None:
    words = text.rendered(debriefing.document(debriefed()), 40)
    assert max(map(len, words.split("\n"))) <= 40


def test_labels_come_first_and_cues_stand_between_arrows() -> None:
    document: Document = (
        Heading("Debrief", 1),
        Narration("A kettle clicks off."),
        Speech("Runa", utterance("(flat) It is fine.", ["It is fine"])),
        Note("The key", plain("Withdrawal.")),
        Bullets((plain("One that is rather long for this width"),)),
        Table(("What", "How many"), (("Noticed", "2 of 3"),)),
        Table(("Turn", "You saw", "The key"), (("1", "mixed", "none"),)),
        Plot("Bond", 0, 10, (5, 0, 10)),
    )
    assert text.rendered(document, 30) == (
        "Debrief\n=======\n\n"
        "Scene: A kettle clicks off.\n\n"
        "Runa: (flat) >>It is fine<<.\n\n"
        "The key: Withdrawal.\n\n"
        "- One that is rather long for\n  this width\n\n"
        "Noticed: 2 of 3\n\n"
        "Turn: 1; You saw: mixed; The\n  key: none\n\n"
        "Bond (0 to 10): 5, 0, 10\n▅▁█\n"
    )


def test_a_plot_of_a_flat_range_is_drawn() -> None:
    assert text.bars(Plot("x", 0, 1, (0, 1))) == "▁█"


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Z"))), st.integers(1, 100))
def test_any_text_at_any_width_keeps_its_words(words: str, width: int) -> None:
    assert text.rendered((Paragraph(plain(words)),), width).split() == words.split()


def test_text_holds_no_escape_sequences() -> None:
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text.rendered(debriefing.document(debriefed())))


# --- JSON ---


def content(**given: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(rendered(debriefed(), "json", **given))
    return found


def test_json_has_the_documented_keys() -> None:
    """The docstring names every key, and nothing else is in the file."""
    documented = set(re.findall(r"[a-z_0-9]+", as_json.__doc__ or ""))

    def keys(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(keys, value.values()))
        return set().union(*map(keys, value)) if isinstance(value, list) else set()

    variables = {"bond", "tension", "owned"}
    assert keys(content(notes=True)) - variables <= documented


def test_json_tells_the_counts_and_rates() -> None:
    found = content()["recognition"]
    assert {name: found[name] for name in ("hit", "miss", "false_alarm", "correct_rejection", "skipped")} == {
        "hit": 2,
        "miss": 1,
        "false_alarm": 1,
        "correct_rejection": 1,
        "skipped": 0,
    }
    assert found["hit_rate"]["value"] == pytest.approx(2 / 3)
    assert found["d_prime"] is None
    assert found["provisional"] is True


def test_json_tells_turns_episodes_ratings_and_target() -> None:
    found = content(notes=True)
    assert [turn["result"] for turn in found["turns"]] == ["false_alarm", "miss", "hit", "correct_rejection", "hit"]
    assert found["turns"][1]["reply"]["own_words"] == "I am sorry."
    assert found["turns"][1]["before"] == {"bond": 5, "tension": 3, "owned": 0}
    assert found["episodes"][0] == {
        "first": 2, "turns": 2, "type": "mixed", "closed": True, "acknowledged": 0, "harmful": 0, "linked_first": 0
    }  # fmt: skip
    assert found["ratings"]["scales"][0]["response_shift"] == -20
    assert found["target"]["lesson"] in ("withdrawal", "look-alikes")
    assert found["reactions"] == "Tired."


def test_what_was_written_stays_out_unless_asked_for() -> None:
    found = content()
    assert (found["notes"], found["reactions"], found["reflections"]) == (False, None, [])
    for name in FORMATS:
        assert "Tired." not in rendered(debriefed(), name)
        assert "I am sorry." not in rendered(debriefed(), name)
        assert "Tired." in rendered(debriefed(), name, notes=True)


# --- All formats ---


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("choices", [CARING, HURRIED, STUCK, CARING[:2], ()])
def test_every_format_renders_every_sort_of_session(name: str, choices: tuple[str, ...]) -> None:
    assert rendered(debrief(worked(), session(choices, AGREEING), None), name)


@pytest.mark.parametrize("name", FORMATS)
def test_the_fixed_statement_is_in_every_format(name: str) -> None:
    words = " ".join(rendered(debriefed(), name).replace("\\", "").split())
    assert "must not be used for hiring, appraisal or pass/fail" in words


def test_a_hostile_scenario_is_as_harmless_as_any() -> None:
    states = list(worked().states)
    states[0] = evolve(states[0], patient=(Variant(say=HOSTILE),), scene=(Variant(say=HOSTILE),))
    hostile = evolve(worked(), title=HOSTILE, patient=evolve(worked().patient, name=HOSTILE), states=tuple(states))
    plain_page, hostile_page = (Seen(rendered(debriefed(each), "html")) for each in (worked(), hostile))
    assert set(hostile_page.elements) == set(plain_page.elements)
    assert not sorts(parsed(rendered(debriefed(hostile), "markdown"))) & {
        "html_inline",
        "html_block",
        "link_open",
        "image",
    }
    assert json.loads(rendered(debriefed(hostile), "json"))["title"] == HOSTILE


def test_an_unknown_format_is_the_callers_mistake() -> None:
    with pytest.raises(KeyError):
        rendered(debriefed(), "pdf")
