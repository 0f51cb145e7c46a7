"""Characters that act on a screen or hide from it, and text without them."""

import re

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff]"
)
"""Control characters, bidirectional overrides, invisible spaces, tag characters, and what cannot be encoded.

ZWJ and ZWNJ are letters of some scripts and stay.
"""


def harmless(text: str) -> str:
    """Text from outside, such as a file name, with a sign for each character that could act on a terminal."""
    return FORBIDDEN.sub("\ufffd", text)
