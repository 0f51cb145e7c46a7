"""Words of the word lists where they mean something else: a withdrawal from a bank, a hurt knee."""

import re

PARTS = r"(?:arm|leg|hand|foot|knee|wrist|ankle|elbow|shoulder|finger|thumb|toe|hip|neck|back|head)s?"
THINGS = r"(?:antibiotics?|penicillin|methicillin|insulin|water|heat|fire|infections?)"
TELLS = r"(?:feels?|felt|thinks?|thought|says?|said|believes?|believed|finds?|found|tells you|told you|means?|meant)"
EVERYDAY = {
    "terms": (
        r"(?i:\b(?:banks?|cash|money|account|alcohol|nicotine|opiate|opioid|drug|caffeine)\b[^.?!]*\bwithdraw(?:al|ing)\b"
        r"|\bwithdraw(?:al|ing)\b[^.?!]*\b(?:banks?|cash|money|account|alcohol|nicotine|symptoms|application|tablets)\b)"
        r"|(?<=[\w,;] )Alliance\b"
    ),
    "feelings": rf"(?i:\bavoid\w*(?: \w+(?:['’]s)?)? (?:eyes?|gaze|look|glance|face)\b|\b(?:hurt|sore|bad) {PARTS}\b)",
    "labels": rf"(?i:\bresistan(?:t|ce) to {THINGS}\b|\b{THINGS}[- ]resistan(?:t|ce)\b)",
    "shaming": rf"(?i:\b{TELLS}(?: that)? you (?:should|ought)\b)",
}
"""Where entries of a list mean something else. Plain text: compiled when an entry was found."""


def without_everyday(name: str, text: str) -> str:
    """A text without the places where an entry of a list means something else."""
    return re.sub(EVERYDAY[name], " … ", text)
