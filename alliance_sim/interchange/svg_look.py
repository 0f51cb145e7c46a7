"""How states look in the picture of a map: colours, patterns, and a shape for each kind of ending."""

from alliance_sim.layout.placing import Size

STYLE = """
text { font: 11px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #1b1b1f; white-space: pre; }
.paper { fill: #ffffff; }
.name { font-weight: bold; font-size: 11px; }
.heading { font-weight: bold; }
.words { font-style: italic; }
.box { fill: #f4f4f7; stroke: #44444d; stroke-width: 1.2; }
.passage .box { stroke-dasharray: 5 3; fill: #ffffff; }
.repaired .box { fill: #d5f0dc; }
.partly-repaired .box { fill: #e9f0c9; }
.papered-over .box { fill: #fbe8c2; }
.unrepaired .box { fill: #f8d6d2; stroke-width: 2.5; }
.ended-safely .box { fill: #d6e6f8; }
.inner, .fold { fill: none; stroke: #44444d; }
.band { stroke: #44444d; stroke-width: 1.2; }
.withdrawal .band { fill: url(#withdrawal); }
.confrontation .band { fill: url(#confrontation); }
.mixed .band { fill: url(#mixed); }
.none .band, .unstated .band { fill: none; }
pattern rect { fill: #ffffff; }
pattern path { stroke: #1b1b1f; fill: none; }
pattern circle { fill: #1b1b1f; }
.line { fill: none; stroke: #7b7b86; }
.back { stroke-dasharray: 7 4; }
.tip { fill: #44444d; }
.taken { fill: none; stroke: #1b1b1f; stroke-width: 8; }
.core { fill: none; stroke: #ffffff; stroke-width: 3; }
.visited .box { stroke: #1b1b1f; stroke-width: 4; }
.passed { font-weight: bold; }
@media (prefers-color-scheme: dark) {
  text { fill: #ececf1; }
  .paper { fill: #17171b; }
  .box, .passage .box { fill: #26262c; stroke: #b9b9c6; }
  .passage .box { fill: #17171b; }
  .repaired .box { fill: #17422a; }
  .partly-repaired .box { fill: #3a4216; }
  .papered-over .box { fill: #4d3a10; }
  .unrepaired .box { fill: #56221d; }
  .ended-safely .box { fill: #1c3a5c; }
  .inner, .fold, .band { stroke: #b9b9c6; }
  pattern rect { fill: #26262c; }
  pattern path { stroke: #ececf1; }
  pattern circle { fill: #ececf1; }
  .line { stroke: #8d8d99; }
  .tip { fill: #b9b9c6; }
  .taken { stroke: #ececf1; }
  .core { stroke: #17171b; }
  .visited .box { stroke: #ffffff; }
}
"""
PATTERNS = """<defs>
<pattern id="withdrawal" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5"/>
<circle cx="2.5" cy="2.5" r="1.1"/></pattern>
<pattern id="confrontation" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5"/>
<path d="M-1 1L1 -1M0 5L5 0M4 6L6 4"/></pattern>
<pattern id="mixed" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5"/>
<path d="M0 5L5 0M0 0L5 5"/></pattern>
</defs>"""


def framed(size: Size) -> str:
    return f'<rect class="box" x="2" y="2" width="{size.width - 4:.1f}" height="{size.height - 4:.1f}" rx="3"/>'


def _rounded(size: Size) -> str:
    return f'<rect class="box" x="2" y="2" width="{size.width - 4:.1f}" height="{size.height - 4:.1f}" rx="20"/>'


def _doubled(size: Size) -> str:
    """Two outlines, one within the other."""
    inner = f'<rect class="inner" x="6" y="6" width="{size.width - 12:.1f}" height="{size.height - 12:.1f}" rx="16"/>'
    return _rounded(size) + inner


def _dog_eared(size: Size) -> str:
    """A sheet of paper with a corner folded over."""
    right, foot = size.width - 2, size.height - 2
    return (
        f'<path class="box" d="M2 2H{right - 14:.1f}L{right:.1f} 16V{foot:.1f}H2Z"/>'
        f'<path class="fold" d="M{right - 14:.1f} 2V16H{right:.1f}"/>'
    )


def _broken(size: Size) -> str:
    """All corners cut off."""
    right, foot = size.width - 2, size.height - 2
    return (
        f'<path class="box" d="M14 2H{right - 12:.1f}L{right:.1f} 14V{foot - 12:.1f}L{right - 12:.1f} {foot:.1f}'
        f'H14L2 {foot - 12:.1f}V14Z"/>'
    )


def _signpost(size: Size) -> str:
    """Pointing on to the right."""
    right, foot = size.width - 2, size.height - 2
    tip = f"L{right:.1f} {size.height / 2:.1f}L{right - 12:.1f} {foot:.1f}"
    return f'<path class="box" d="M2 2H{right - 12:.1f}{tip}H2Z"/>'


SHAPES = {
    "repaired": _doubled,
    "partly-repaired": _rounded,
    "papered-over": _dog_eared,
    "unrepaired": _broken,
    "ended-safely": _signpost,
}
