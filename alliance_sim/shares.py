"""Shares as people read them."""

from fractions import Fraction


def percent(part: Fraction | float, whole: Fraction | float = 1) -> str:
    """A share in percent: nothing that happens is 0%, and nothing that may fail is 100%."""
    hundredths = round(100 * float(part) / float(whole), 6)
    if part > 0 and hundredths < 1:
        return "<1%"
    if 99.5 <= hundredths < 100:
        return ">99%"
    return f"{hundredths:.0f}%"
