"""How good predictions were, by the labels that came for them; from counts that add up."""

import math

import numpy as np
import pandas as pd
from scipy import stats

from summary import dense, sparse

# Scores are counted in so many steps, which is as exact as the area under the curve then is.
STEPS = 1000
# A probability from here on predicts the outcome 1, as the scoring service does.
THRESHOLD = 0.5
HIGHER_IS_BETTER = {"roc_auc": True, "accuracy": True, "brier": False}


class Outcomes:
    """Predictions of which the label is known."""

    def __init__(self, rows: int = 0, correct: int = 0, squares: float = 0.0, fourths: float = 0.0, scores=None) -> None:
        self.rows, self.correct = rows, correct
        # Sums of the squared errors of the probabilities, and of the squares of these.
        self.squares, self.fourths = squares, fourths
        # Counts of scores by step: of rows with the label 0, and of those with 1.
        self.scores = np.zeros((2, STEPS + 1), dtype=np.int64) if scores is None else scores

    def __add__(self, other: "Outcomes") -> "Outcomes":
        return Outcomes(self.rows + other.rows, self.correct + other.correct, self.squares + other.squares,
                        self.fourths + other.fourths, self.scores + other.scores)

    def document(self) -> dict:
        return {"rows": self.rows, "correct": self.correct, "squares": self.squares, "fourths": self.fourths,
                "scores": [sparse(scores) for scores in self.scores]}

    def measures(self) -> dict[str, float]:
        """accuracy, brier, and roc_auc where both labels are there."""
        if not self.rows:
            return {}
        found = {"accuracy": self.correct / self.rows, "brier": self.squares / self.rows}
        return found | ({"roc_auc": self.area()} if self.scores.sum(axis=1).all() else {})

    def area(self) -> float:
        """The area under the curve of true and false positives; scores of the same step count half."""
        negative, positive = self.scores
        below = np.cumsum(negative) - negative
        return float((positive * (below + negative / 2)).sum() / (negative.sum() * positive.sum()))

    def error(self, name: str) -> float:
        """The standard error of a measure."""
        value = self.measures()[name]
        if name == "accuracy":
            return math.sqrt(value * (1 - value) / self.rows)
        if name == "brier":
            return math.sqrt(max(0.0, self.fourths / self.rows - value**2) / self.rows)
        return error_of_area(value, int(self.scores[1].sum()), int(self.scores[0].sum()))

    def chance(self, name: str, before: float) -> float:
        """The probability of being so much worse than before, or worse still, if nothing has changed."""
        value, error = self.measures()[name], self.error(name)
        worse = before - value if HIGHER_IS_BETTER[name] else value - before
        if error == 0:
            return 0.0 if worse > 0 else 1.0
        return float(stats.norm.sf(worse / error))


def error_of_area(area: float, positive: int, negative: int) -> float:
    """Hanley and McNeil, The meaning and use of the area under a receiver operating characteristic curve (1982)."""
    first, second = area / (2 - area), 2 * area**2 / (1 + area)
    return math.sqrt(max(0.0, area * (1 - area) + (positive - 1) * (first - area**2) + (negative - 1) * (second - area**2))
                     / (positive * negative))


def of_rows(frame: pd.DataFrame) -> Outcomes:
    """Counts rows with `probability` and `label` (0 or 1)."""
    score, label = frame["probability"].to_numpy(float), frame["label"].to_numpy(int)
    squares = (score - label) ** 2
    steps = np.clip(np.floor(score * STEPS), 0, STEPS).astype(int)
    return Outcomes(len(frame), int(((score >= THRESHOLD) == (label == 1)).sum()), float(squares.sum()), float((squares**2).sum()),
                    np.array([np.bincount(steps[label == each], minlength=STEPS + 1) for each in (0, 1)]))


def by_day(frame: pd.DataFrame) -> dict[str, Outcomes]:
    """The same by the day of the prediction (UTC)."""
    days = pd.to_datetime(frame["time"], utc=True).dt.strftime("%Y-%m-%d")
    return {str(day): of_rows(rows) for day, rows in frame.groupby(days, sort=True)}


def of_document(document: dict) -> Outcomes:
    return Outcomes(document["rows"], document["correct"], document["squares"], document["fourths"],
                    np.array([dense(scores, STEPS + 1) for scores in document["scores"]]))
