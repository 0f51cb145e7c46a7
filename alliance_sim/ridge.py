"""Ridge regression, written plainly, and what it says of a group of rows when that group is left out.

No group is fitted again: for least squares, leaving rows out is a matter of the fitted values and of the leverage of
these rows (the hat matrix). So leaving each of hundreds of groups out costs little more than one fit.
"""

from collections.abc import Sequence
from math import fsum, sqrt
from operator import mul

Vector = list[float]
Matrix = list[Vector]

ALIKE = 1e-9
"""A spread below which all values of a column are the same."""


def standardised(rows: Sequence[Sequence[float]]) -> Matrix:
    """The rows with each column in units of its root mean square; a column of zeros stays one."""
    scales = [sqrt(fsum(value * value for value in column) / len(rows)) for column in zip(*rows, strict=True)]
    return [[value / scale if scale > ALIKE else 0.0 for value, scale in zip(row, scales, strict=True)] for row in rows]


def left_out(groups: Sequence[Matrix], targets: Sequence[Vector], penalties: Vector) -> list[Vector]:
    """What the regression on all other groups predicts for the rows of each group.

    `penalties` holds one number a column: how many rows' worth of evidence speak for a weight of zero. Each is above 0.
    """
    rows = [row for group in groups for row in group]
    wanted = [value for target in targets for value in target]
    columns = list(zip(*rows, strict=True))
    products = [[_dot(one, other) for other in columns] for one in columns]
    for number, penalty in enumerate(penalties):
        products[number][number] += penalty
    inverse = inverted(products)
    moments = [_dot(column, wanted) for column in columns]
    weights = [_dot(line, moments) for line in inverse]
    return [_without(group, target, weights, inverse) for group, target in zip(groups, targets, strict=True)]


def _without(group: Matrix, target: Vector, weights: Vector, inverse: Matrix) -> Vector:
    """The predictions for a group by the regression without it: y - (1 - H)⁻¹ (y - Xw)."""
    spread = [[_dot(line, row) for line in inverse] for row in group]
    kept = [[(i == j) - _dot(row, column) for j, column in enumerate(spread)] for i, row in enumerate(group)]
    residuals = [value - _dot(row, weights) for value, row in zip(target, group, strict=True)]
    return [value - _dot(line, residuals) for value, line in zip(target, inverted(kept), strict=True)]


def inverted(matrix: Matrix) -> Matrix:
    """The inverse of a symmetric matrix whose eigenvalues are above 0, by elimination without pivoting."""
    size = len(matrix)
    wide = [[*line, *(float(i == j) for j in range(size))] for i, line in enumerate(matrix)]
    for i in range(size):
        pivot = wide[i][i]
        wide[i] = [value / pivot for value in wide[i]]
        for j in range(size):
            if j != i and (factor := wide[j][i]):
                wide[j] = [value - factor * top for value, top in zip(wide[j], wide[i], strict=True)]
    return [line[size:] for line in wide]


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return float(sum(map(mul, one, other)))
