"""Opening the full screen, which is what the program does without a command."""

from alliance_sim.cli.edge import current_settings, opened_store, why_plain


def open_home(*, mouse: bool) -> int:
    """Open the full screen at home; where there is none, say what to type instead."""
    settings = current_settings()
    reason = why_plain(asked=False, settings=settings)
    if reason:
        print(f"Line by line, because {reason}. Try: alliance-sim list, alliance-sim play ID, alliance-sim --help")
        return 0
    from alliance_sim.tui.app import run_app  # noqa: PLC0415

    return run_app(opened_store(), settings, mouse=mouse and settings.mouse)
