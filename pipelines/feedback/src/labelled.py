"""Brings rows and labels together; what has no counterpart is counted, and waits."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pandas as pd

import parts
from collected import Window
from collected.window import DAY
from mlops.dataset import Dataset
from mlops.step import BadInput

AT_ONCE = 50_000
# How much of the log is searched at once for requests of late labels.
BACK_AT_ONCE = timedelta(days=7)
KEY = ["requestId", "row"]


class Joined(NamedTuple):
    """Rows with labels, in order of their requests."""

    rows: pd.DataFrame
    counts: Counter
    quarantine: list[dict]


def join(collected: Path, labels: pd.DataFrame, dataset: Dataset) -> Joined:
    """The collected rows that have labels. Those of one request that several releases answered are one row."""
    counts: Counter = Counter({"pending": 0})
    found = []
    for chunk in chunks(collected, dataset):
        both = chunk.merge(labels.rename(columns={"time": "labelled"}), on=KEY, how="left")
        counts["pending"] += int(both["label"].isna().sum())
        counts["usable"] += len(both)
        found.append(both[both["label"].notna()])
    rows = pd.concat(found, ignore_index=True) if found else empty(dataset)
    rows, quarantine = in_order(rows)
    return Joined(rows, counts, quarantine)


def in_order(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[dict]]:
    """Each row of a request once; labels that are older than what they are of belong to a wrong clock."""
    rows = rows.sort_values(["time", *KEY], kind="stable").drop_duplicates(KEY)
    wrong = rows["labelled"] + pd.Timedelta(DAY) < rows["time"]
    quarantine = [{"reason": "its label is older than its request by a day or more: a clock is wrong", "requestId": request,
                   "row": int(row)} for request, row in zip(rows.loc[wrong, "requestId"], rows.loc[wrong, "row"])]
    return rows[~wrong].reset_index(drop=True), quarantine


def look_back(logs: parts.Logs, labels: pd.DataFrame, window: Window, days: float, dataset: Dataset) -> Joined:
    """Rows of labels that came later than the window is long: their requests are searched for in the days before it, newest first."""
    missing = set(labels["requestId"])
    found, quarantine = [empty(dataset)], []
    first, end = window.start - timedelta(days=days), window.start
    while missing and first < end:
        part = Window(max(first, end - BACK_AT_ONCE), end)
        end = part.start
        collected = parts.read_part(logs, part, dataset, missing)
        rows, outside = parts.usable(collected.rows, dataset)
        quarantine += [each for each in collected.quarantine + outside if each.get("requestId") in missing]
        rows = rows.merge(labels.rename(columns={"time": "labelled"}), on=KEY)
        found.append(rows)
        missing -= set(collected.rows["requestId"])
    rows, wrong = in_order(pd.concat(found, ignore_index=True))
    return Joined(rows, Counter({"foundBack": len(rows)}), quarantine + wrong)


def chunks(collected: Path, dataset: Dataset) -> Iterator[pd.DataFrame]:
    """The collected rows, in portions."""
    folder = collected / "rows"
    if not folder.is_dir():
        raise BadInput(f"{folder}: not found; is --collected the output of the collect step?")
    for file in sorted(folder.glob("*.csv")):
        for chunk in pd.read_csv(file, chunksize=AT_ONCE, dtype=types_of(dataset), keep_default_na=False, na_values=[""]):
            for name in ("time", dataset.time):
                chunk[name] = pd.to_datetime(chunk[name], utc=True)
            yield chunk


def types_of(dataset: Dataset) -> dict[str, type]:
    """Texts stay texts, also where they look like numbers."""
    numbers = {name for name, feature in dataset.features.items() if feature.type != "category"}
    return {name: str for name in ["requestId", *parts.columns_of(dataset)] if name not in numbers} | {
        name: float for name in numbers}


def empty(dataset: Dataset) -> pd.DataFrame:
    frame = pd.DataFrame(columns=["requestId", "row", "time", *parts.columns_of(dataset), "labelled", "label"])
    for name in ("time", "labelled", dataset.time):
        frame[name] = pd.to_datetime(frame[name], utc=True)
    return frame
