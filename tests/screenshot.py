"""Make the README's screenshot from the running program: `python -m tests.screenshot`."""

import asyncio
import os
import tempfile

from alliance_sim.shelf import PACKAGE

TARGET = PACKAGE / "guide" / "screenshot.svg"
KEYS = ("p", "2", "2", "2", "4", "enter", "1", "down")
"""Practise next, feedback by episode, no ratings; then the first turn, and the probe of the second."""


async def shot() -> str:
    from alliance_sim.settings import Settings  # noqa: PLC0415
    from alliance_sim.store import Store, home  # noqa: PLC0415
    from alliance_sim.tui.app import AllianceApp  # noqa: PLC0415

    app = AllianceApp(Store.open(home()), Settings())
    async with app.run_test(size=(90, 26)) as pilot:
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause()
        await pilot.press("down")
        await pilot.pause()
        return app.export_screenshot(title="alliance-sim", simplify=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ALLIANCE_SIM_HOME"] = folder
        TARGET.parent.mkdir(exist_ok=True)
        TARGET.write_text(asyncio.run(shot()), encoding="utf-8")
