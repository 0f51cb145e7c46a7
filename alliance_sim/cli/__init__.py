"""The commands; a thin layer. Imports Textual only where a screen is opened."""

import gc
import os
import sys


def main() -> None:
    """Run the program.

    The exit status is 0, 1 for problems found, 2 for wrong usage, 3 for a store that cannot be used.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        if sys.argv[1:]:
            from alliance_sim.cli.commands import commands  # noqa: PLC0415

            commands.main(prog_name="alliance-sim")
        else:
            from alliance_sim.cli.opening import open_home  # noqa: PLC0415  # the screen opens without the other commands

            sys.exit(open_home(mouse=True))
    except OSError as error:
        from alliance_sim.characters import harmless  # noqa: PLC0415

        what = harmless(str(error.filename)) if error.filename else "the output could not be written"
        sys.stderr.write(f"Error: {what}: {error.strerror or type(error).__name__}\n")
        # What is still to be flushed cannot be written either; a second message would only hide the first.
        os._exit(1)
    finally:
        gc.freeze()  # the process ends, and need not look through all that it made once more
