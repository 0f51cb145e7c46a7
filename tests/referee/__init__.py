"""An independent referee: scenarios exported to ink and played by inkjs, which shares no code with this program.

inkjs is never installed by a test. Where it is missing the tests here are skipped, and the reason says this command
with the folder filled in; `ALLIANCE_SIM_INKJS` names another folder:

    npm install --no-audit --no-fund --prefix "${TMPDIR:-/tmp}/alliance-sim-bench-inkjs-2.3.2" inkjs@2.3.2

`ALLIANCE_SIM_REFEREE=5000` plays so many generated scenarios instead of some dozens.
"""
