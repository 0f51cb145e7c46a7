"""Listings and words of code in documents: shown as they stand, whatever they hold."""

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from textual.content import Content

from alliance_sim.document import Document, Listing, Paragraph, Piece
from alliance_sim.reports import html, markdown, text
from alliance_sim.tui.text import laid_out

FILE = "when: bond >= 6\n\n  say: >\n    ```<b>*no*</b>```"
LINES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")) | st.sampled_from(" `~*<&"), max_size=20)


def test_a_listing_is_indented_in_text_and_not_folded() -> None:
    assert text.rendered((Listing(FILE),), 20) == ("    when: bond >= 6\n\n      say: >\n        ```<b>*no*</b>```\n")


def test_code_stands_between_backticks_in_text() -> None:
    assert text.rendered((Paragraph((Piece("Under "), Piece("to", "code"), Piece("."))),)) == "Under `to`.\n"


@given(st.lists(LINES, min_size=1, max_size=4).map("\n".join))
def test_a_listing_comes_out_of_markdown_as_it_went_in(lines: str) -> None:
    (fence,) = MarkdownIt("commonmark").parse(markdown.rendered((Listing(lines, "yaml"),)))
    assert (fence.info, fence.content) == ("yaml", f"{lines}\n")


@given(LINES, LINES)
def test_code_comes_out_of_markdown_as_it_went_in(one: str, other: str) -> None:
    document: Document = (Paragraph((Piece("Say ", "plain"), Piece(one, "code"), Piece(other, "code"))),)
    tokens = MarkdownIt("commonmark").parse(markdown.rendered(document))
    found = [child.content for token in tokens for child in token.children or () if child.type == "code_inline"]
    assert found == [" ".join(words.split()) for words in (one, other) if words.split()]


def test_a_listing_is_text_on_a_page() -> None:
    assert "<pre><code>a &lt;b&gt;\n  c</code></pre>" in html.rendered((Listing("a <b>\n  c"),), title="t")


def test_a_listing_keeps_its_indentation_on_the_screen() -> None:
    assert laid_out((Listing("a:\n  - [b]bold[/b]\n\nc"),), 40).plain == "  a:\n    - [b]bold[/b]\n\n  c"


@given(LINES, st.integers(20, 60))
def test_a_listing_stays_within_the_screen(line: str, width: int) -> None:
    lines = laid_out((Listing(line),), width).split("\n", allow_blank=True)
    assert all(Content(found.plain).cell_length <= width for found in lines)
    assert re.sub(r"\s", "", "".join(found.plain for found in lines)) == re.sub(r"\s", "", line)
