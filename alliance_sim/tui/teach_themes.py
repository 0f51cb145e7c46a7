"""Two themes for a projector: pure black and white, one more colour for letters and names, and no grey at all."""

from textual.theme import Theme


def projected(name: str, *, ink: str, ground: str, accent: str) -> Theme:
    """A theme of three colours, each of which stands out from the ground at 10 to 1 or better."""
    return Theme(
        name=name,
        primary=accent,
        secondary=accent,
        accent=accent,
        warning=accent,
        error=ink,
        success=ink,
        foreground=ink,
        background=ground,
        surface=ground,
        panel=ground,
        dark=ground == BLACK,
        text_alpha=1.0,
        variables={
            "text-muted": ink,
            "text-disabled": ink,
            "border": ink,
            "border-blurred": ink,
            "block-cursor-background": ink,
            "block-cursor-foreground": ground,
            "block-cursor-text-style": "bold",
            "input-cursor-background": ink,
            "input-cursor-foreground": ground,
            "footer-background": ground,
            "footer-foreground": ink,
            "footer-key-foreground": ink,
            "scrollbar": ink,
            "scrollbar-background": ground,
        },
    )


BLACK, WHITE = "#000000", "#FFFFFF"
PROJECTED = projected("projected-dark", ink=WHITE, ground=BLACK, accent="#FFE14D")
PROJECTED_LIGHT = projected("projected-light", ink=BLACK, ground=WHITE, accent="#00306B")
THEMES = (PROJECTED, PROJECTED_LIGHT)
