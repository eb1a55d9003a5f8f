"""How far two distributions are apart, by their counts.

psi: population stability index, over up to ten groups of values that are equally frequent in the reference.
js: Jensen-Shannon distance over the same groups, with logarithms to the base of 2: 0 is the same, 1 has nothing in common.
ks: Kolmogorov and Smirnov's distance: the greatest difference of the two cumulative distributions.
With each goes the probability that two samples of the same distribution are as far apart, by the chi-squared test over the groups,
and by Kolmogorov and Smirnov's.
"""

import math

import numpy as np
from scipy import stats
from scipy.spatial.distance import jensenshannon

from summary import Counts

GROUPS = 10
# Added to each count of a group, so that an empty one makes no infinity.
SMOOTHING = 0.5


def psi(reference: np.ndarray, window: np.ndarray) -> float:
    """The population stability index of counts by group."""
    expected, found = shares(reference), shares(window)
    return float(((found - expected) * np.log(found / expected)).sum())


def js(reference: np.ndarray, window: np.ndarray) -> float:
    """The Jensen-Shannon distance of counts by group."""
    # Equal shares may come out a rounding error below zero, of which there is no root.
    distance = float(jensenshannon(reference / reference.sum(), window / window.sum(), base=2))
    return 0.0 if math.isnan(distance) else distance


def chance_of_groups(reference: np.ndarray, window: np.ndarray) -> float:
    """The p-value of the chi-squared test of both having the same distribution over groups."""
    table = np.array([reference, window])[:, (reference + window) > 0]
    return float(stats.chi2_contingency(table, correction=False)[1]) if table.shape[1] > 1 else 1.0


def ks(reference: np.ndarray, window: np.ndarray) -> float:
    """Kolmogorov and Smirnov's distance of counts by cells, which are in the order of values."""
    return float(np.abs(np.cumsum(reference) / reference.sum() - np.cumsum(window) / window.sum()).max())


def chance_of_distance(distance: float, reference: int, window: int) -> float:
    """The p-value of Kolmogorov and Smirnov's test of samples of so many values (asymptotic, two-sided)."""
    return float(np.clip(stats.kstwo.sf(distance, np.round(reference * window / (reference + window))), 0, 1))


def chance_of_rise(before: int, of_before: int, now: int, of_now: int) -> float:
    """The p-value of Fisher's exact test of a share not being higher than before."""
    return float(stats.fisher_exact([[now, of_now - now], [before, of_before - before]], alternative="greater")[1])


def groups(counts: Counts, reference: Counts) -> np.ndarray:
    """The counts by group: of a category by its values, of a number by groups that are equally frequent in the reference."""
    if counts.layout["type"] == "category":
        return counts.cells
    return np.add.reduceat(counts.cells, starts(reference.cells))


def starts(cells: np.ndarray) -> np.ndarray:
    """The first cell of each group."""
    cumulated, whole = np.cumsum(cells), cells.sum()
    ends = np.searchsorted(cumulated, whole * np.arange(1, GROUPS) / GROUPS, "left")
    first = np.unique(np.concatenate([[0], ends + 1]))
    # What is above the highest value joins the group of the highest, unless that is a single value.
    first = first[first < len(cells) - 1]
    while len(first) > 1 and not cells[first[-1]:].any():
        first = first[:-1]
    # A reference with one value only: what is below, at and above it.
    return first if len(first) > 1 else np.arange(len(cells))


def shares(counts: np.ndarray) -> np.ndarray:
    smoothed = counts + SMOOTHING
    return smoothed / smoothed.sum()
