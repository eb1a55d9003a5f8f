"""What was collected: counts of the rows of a window, and of predictions with labels."""

from collections import Counter
from collections.abc import Container
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pandas as pd

import performance
import summary
from collected import Collected, Labels, Window, read_label_logs, read_logs
from mlops.dataset import Dataset
from performance import Outcomes
from summary import Summary

# Labels whose prediction is there.
MATCHED = "labelsMatched"
# So many columns that dataset.yml does not have are named.
NAMED = 10


class Logs(NamedTuple):
    """Where the logs of scoring are, and the labels: folders, or addresses of datastores, of which the hours in use are downloaded."""

    inputs: str
    predictions: str
    labels: str
    # For downloads.
    work: Path

    def read(self, window: Window, dataset: Dataset, only: Container[str] | None = None) -> Collected:
        return read_logs(self.inputs, self.predictions, window, dataset, self.work, only)

    def read_labels(self, window: Window, dataset: Dataset) -> Labels | None:
        """None where nobody brings labels."""
        return read_label_logs(self.labels, window, dataset, self.work) if self.labels else None


class Seen(NamedTuple):
    """What was counted; parts add up."""

    summary: Summary
    # By the day of the prediction.
    outcomes: dict[str, Outcomes]
    # What was read, and what was wrong with it.
    counts: Counter
    # Columns that are not in dataset.yml, and in how many rows they are.
    unknown: Counter

    def __add__(self, other: "Seen") -> "Seen":
        days = {*self.outcomes, *other.outcomes}
        outcomes = {day: self.outcomes.get(day, Outcomes()) + other.outcomes.get(day, Outcomes()) for day in sorted(days)}
        return Seen(self.summary + other.summary, outcomes, self.counts + other.counts, self.unknown + other.unknown)

    def document(self) -> dict:
        return {"summary": self.summary.document(), "counts": dict(self.counts), "unknown": dict(self.unknown),
                "outcomes": {day: outcomes.document() for day, outcomes in self.outcomes.items()}}


def of_document(document: dict, layouts: dict) -> Seen:
    return Seen(summary.of_document(document["summary"], layouts),
                {day: performance.of_document(each) for day, each in document["outcomes"].items()},
                Counter(document["counts"]), Counter(document["unknown"]))


def count(collected: Collected, layouts: dict, model: str | None) -> Seen:
    """Counts what was collected in a window, without labels."""
    quarantined = Counter({"quarantined": len(collected.quarantine)})
    return Seen(summary.of_rows(collected.rows, layouts, model), {}, collected.counts + quarantined, Counter(collected.unknown))


def labelled(logs: Logs, window: Window, until: datetime, dataset: Dataset, model: str | None) -> tuple[dict[str, Outcomes], Counter]:
    """The predictions of a window that have labels by now, by day, and what was counted of labels.

    until: up to when labels count. Where the logs name models, predictions of others than the one that is meant do not count.
    """
    labels = logs.read_labels(Window(window.start, until), dataset)
    if labels is None or labels.rows.empty:
        return {}, Counter(labels.counts if labels else {})
    rows = logs.read(window, dataset, only=set(labels.rows["requestId"])).rows
    joined = rows.merge(labels.rows[["requestId", "row", "label"]], on=["requestId", "row"])
    matched = joined[["requestId", "row"]].drop_duplicates()
    counts = Counter(labels.counts) + Counter({MATCHED: len(matched)})
    joined = joined[joined["probability"].notna() & is_of(joined, model)]
    return performance.by_day(joined), counts


def is_of(rows: pd.DataFrame, model: str | None) -> pd.Series:
    models = summary.models_of(rows)
    return (models == model) | (models == "") if model else pd.Series(True, index=rows.index)
