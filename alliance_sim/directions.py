"""Stage directions: what stands in round brackets in an utterance or a reply."""

import re

DIRECTION = re.compile(r"\([^()]*\)")
