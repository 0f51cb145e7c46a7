"""The way into a what-if: from a session of the past, or from the debrief of one under way, to one of its turns."""

from typing import TYPE_CHECKING

from alliance_sim.replaying import played
from alliance_sim.scenario import Scenario
from alliance_sim.session import Session
from alliance_sim.shelf import changed_since
from alliance_sim.side_by_side import CHANGED
from alliance_sim.tui.whatif import TurnsScreen, WhatIfScreen
from alliance_sim.whatif import WhatIf, at_turn, gone_back, require_turns

if TYPE_CHECKING:
    from alliance_sim.tui.app import AllianceApp


def go_back_into(app: "AllianceApp", name: str) -> None:
    """Offer the turns of a session of the past. Raises `Unplayable`, and `StoreError` for a damaged record."""
    session = app.store.session(name)
    require_turns(session)
    offer_turns(app, played(session, app.store)[0], session)


def offer_turns(app: "AllianceApp", scenario: Scenario, session: Session) -> None:
    """Offer the turns of a session. Raises `Unplayable` where its conversation is not over."""
    begun = gone_back(scenario, session)
    app.push_screen(TurnsScreen(begun, lambda turn: play_otherwise(app, at_turn(begun, turn), session)))


def play_otherwise(app: "AllianceApp", whatif: WhatIf, session: Session) -> None:
    """Play a session on from one of its turns; nothing of it is recorded."""
    notice = CHANGED if changed_since(session, app.folders) else ""
    app.push_screen(WhatIfScreen(whatif, notice))
