"""The preview under test: a file in a folder of the test's own, saved and waited for."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from alliance_sim.settings import Settings
from alliance_sim.tui.choice import Choice
from alliance_sim.tui.preview import PreviewScreen
from alliance_sim.tui.preview_app import PreviewApp
from alliance_sim.watching import Look, Looks, looked_through
from tests.tui.driver import Size, Ui


async def here(data: bytes, path: Path) -> AsyncGenerator[Look]:
    """Looks through a file in this process, which takes a fifth of the time of another."""
    for look in looked_through(data, path):
        yield look
        await asyncio.sleep(0)


class Preview(Ui):
    """The preview with hands, eyes, and an editor in which the file is open."""

    path: Path

    @property
    def view(self) -> PreviewScreen:
        found = next(screen for screen in self.app.screen_stack if isinstance(screen, PreviewScreen))
        assert isinstance(found, PreviewScreen)
        return found

    @property
    def findings(self) -> Choice:
        return self.view.query_one("#findings", Choice)

    @property
    def state(self) -> str:
        """The state that the run stands in."""
        assert self.view.walk is not None
        return self.view.walk.here.moment.state

    async def until_checked(self) -> None:
        for _ in range(2000):
            await self.settle(1)
            if not self.view.checking:
                break
            await asyncio.sleep(0.005)
        assert not self.view.checking
        await self.settle()

    async def save(self, text: str | bytes) -> None:
        """Save the file in the editor, and wait until all is known of it."""
        self.path.write_bytes(text if isinstance(text, bytes) else text.encode())
        await self.view.look()
        await self.until_checked()

    async def change(self, old: str, new: str) -> None:
        """Change one place in the file, and save it."""
        text = self.path.read_text(encoding="utf-8")
        assert old in text
        await self.save(text.replace(old, new))

    def said(self, name: str) -> str:
        """The text of a part of the screen on one line."""
        return " ".join(self.part(name).split())


def copied(source: Path, folder: Path) -> Path:
    path = folder / source.name
    path.write_bytes(source.read_bytes())
    return path


@asynccontextmanager
async def previewing(
    path: Path, *, size: Size = (80, 24), looks: Looks = here, settings: Settings | None = None
) -> AsyncIterator[Preview]:
    """The preview of a file, once all is known of it."""
    app = PreviewApp(path, settings or Settings(), looks)
    with app.store:
        async with app.run_test(size=size) as pilot:
            ui = Preview(app, pilot)
            ui.path = path
            await ui.settle()
            await ui.view.look()
            await ui.until_checked()
            yield ui
            await ui.settle()
