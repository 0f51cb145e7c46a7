"""What was noticed, in figures: counts before rates, an interval with each estimate."""

from collections.abc import Iterator

from alliance_sim.document import Block, Paragraph, Table, plain
from alliance_sim.recognition import Detection
from alliance_sim.signal_detection import Estimate, Proportion


def figures(detected: Detection) -> Iterator[Block]:
    """The counts of some trials, with intervals; what they show of sensitivity; and whether sureness was borne out."""
    counts = detected.counts
    rows = [
        ("Ruptures that you noticed", f"{counts.hit} of {counts.signal}{_interval(counts.hit_rate)}"),
        (
            "Turns without a rupture that you marked",
            f"{counts.false_alarm} of {counts.noise}{_interval(counts.false_alarm_rate)}",
        ),
    ]
    if detected.typed:
        rows.append(("Of those noticed, same type as the key", f"{_share(detected.typed)}; by chance a third"))
    if detected.detected_and_typed:
        rows.append(("Noticed and typed as in the key", _share(detected.detected_and_typed)))
    if detected.marker_credits:
        credit = sum(detected.marker_credits)
        rows.append(
            ("Markers as in the key (half for the same family)", f"{credit:g} of {len(detected.marker_credits)}")
        )
    if detected.flagged_within_one:
        rows.append(("Strains noticed at once or a turn later", _share(detected.flagged_within_one)))
    if detected.skipped:
        rows.append(("Probes left unanswered, not counted", str(detected.skipped)))
    yield Table(("What", "How many"), tuple(rows))
    if detected.sensitivity:
        measure = detected.sensitivity
        word = " (provisional)" if measure.provisional else ""
        told = f"d' {_estimate(measure.d_prime)}, criterion {_estimate(measure.criterion)}{word}. {measure.leaning}"
        yield Paragraph(plain(told))
    if detected.calibration:
        yield Paragraph(plain(detected.calibration.sentence))


def _share(share: Proportion) -> str:
    return f"{share.count} of {share.of}"


def _interval(share: Proportion | None) -> str:
    return f" (95% interval {share.low:.0%} to {share.high:.0%})" if share else ""


def _estimate(estimate: Estimate) -> str:
    return f"{estimate.value:.2f} (95% interval {estimate.low:.2f} to {estimate.high:.2f})"
