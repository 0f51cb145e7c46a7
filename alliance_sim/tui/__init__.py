"""The full screen. Importing this sets what Textual reads from the environment when it is imported."""

import os

os.environ.setdefault("TEXTUAL_FPS", "120")
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
os.environ.setdefault("ESCDELAY", "50")
