"""Words on the screen, and lines of them: foreign text enters as the plain part of `Content`, never as markup."""

from textual.content import Content
from textual.widgets import Static


class Words(Static):
    """Text that is never markup."""

    def __init__(self, text: str | Content = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(Content(text) if isinstance(text, str) else text, id=id, classes=classes, markup=False)

    def say(self, text: str | Content) -> None:
        self.update(Content(text) if isinstance(text, str) else text)


def wrapped(content: Content, width: int, first: str = "", rest: str | None = None) -> list[Content]:
    """The lines of a text within `width` cells, the first and the others behind their prefixes."""
    follow = first if rest is None else rest
    room = max(8, width - max(len(first), len(follow)))
    lines = content.wrap(room)
    return [Content.assemble((first if number == 0 else follow, ""), line) for number, line in enumerate(lines)]
