"""The app with nothing but a preview in it: it opens no store, and records nothing."""

from pathlib import Path

from textual.screen import Screen

from alliance_sim.settings import Settings
from alliance_sim.store import Store
from alliance_sim.store.access import Access
from alliance_sim.store.opening import empty
from alliance_sim.tui.app import AllianceApp
from alliance_sim.tui.preview import PreviewScreen
from alliance_sim.watching import Looks, looked_through_apart

NOTHING_KEPT = "a preview records nothing"


class PreviewApp(AllianceApp):
    def __init__(self, path: Path, settings: Settings, looks: Looks = looked_through_apart) -> None:
        super().__init__(Store(Path(), NOTHING_KEPT, Access(Path(), NOTHING_KEPT, empty())), settings)
        self.previewed = PreviewScreen(path, looks)

    def get_default_screen(self) -> Screen[None]:
        return self.previewed


def run_preview(path: Path, settings: Settings, *, mouse: bool) -> int:
    """Preview a file in the full screen; the exit status."""
    app = PreviewApp(path, settings)
    with app.store:
        app.run(mouse=mouse)
    return app.return_code or 0
