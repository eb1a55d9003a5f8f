"""Requests and predictions, brought together by the request's id and the row's place in it."""

from collections import Counter
from collections.abc import Container, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from collected import checks, events, folders, lines
from collected.events import INPUTS, OUTPUTS, Event, Notice
from collected.sequences import Sequences
from collected.window import HOUR, Window
from mlops.dataset import Dataset

# A line may be written this long before or after its hour; beyond it a clock is wrong.
TOLERANCE = timedelta(hours=2)
# Answers are logged after requests: those at the end of a window may stand in the next hour.
MARGIN = HOUR
KEY = ["requestId", "row", "release"]
# What no column of a data set can be called.
STATUS = "http.status"
HEAD = ["requestId", "row", "time", STATUS, "model", "modelVersion", "release"]
# Rows that are kept as Python's objects before they become columns of numbers.
AT_ONCE = 20_000
COUNTS = ("files", "lines", "truncated", "strange", "requests", "rows", "duplicates", "conflicts", "failed", "unknownColumns",
          "badValues", "outOfRange", "outsideWindow", "skewed", "late", "lost", "gaps", "trials",
          "withoutPrediction", "withoutInput")


class Collected(NamedTuple):
    """What was collected in a window."""

    # requestId, row, time, model, modelVersion, release, the features and columns, probability, predicted, outOfRange.
    rows: pd.DataFrame
    counts: Counter
    # What cannot be used, with reasons.
    quarantine: list[dict]
    # Features that no row has, though there are rows.
    vanished: list[str]
    # Columns that are not in the data set's description, and how many rows have them.
    unknown: Counter


def read(inputs: Path, predictions: Path, window: Window, dataset: Dataset, only: Container[str] | None = None) -> Collected:
    """The rows of a window, each with what was predicted.

    A row that was asked for twice with the same id and the same values counts once; with other values, labels cannot tell the later
    one from it, and it is put aside. Rows of several releases that answered the same request stay beside each other.

    only: ids of requests; all others are passed over.
    """
    reading = Reading(window, dataset, only)
    asked = reading.requests(inputs)
    answered = reading.answers(predictions)
    return reading.join(asked, answered)


class Reading:
    """One reading, with what it counts."""

    def __init__(self, window: Window, dataset: Dataset, only: Container[str] | None) -> None:
        self.window, self.dataset, self.only = window, dataset, only
        self.counts: Counter = Counter({name: 0 for name in COUNTS})
        self.quarantine: list[dict] = []
        self.unknown: Counter = Counter()
        self.columns = [name for name in [*dataset.columns, *dataset.features] if name not in dataset.personal]
        self.known = {*dataset.columns, *dataset.features, *dataset.personal}

    def requests(self, root: Path) -> pd.DataFrame:
        frames = [self.asked(rows) for rows in batches(self.events(root, INPUTS, self.window))]
        frame = pd.concat(frames, ignore_index=True) if frames else self.asked([])
        return self.once(frame, self.columns, "another request with this id has other values")

    def answers(self, root: Path) -> pd.DataFrame:
        wide = Window(self.window.start - MARGIN, self.window.end + MARGIN)
        frames = [self.answered(rows) for rows in batches(self.events(root, OUTPUTS, wide))]
        frame = pd.concat(frames, ignore_index=True) if frames else self.answered([])
        return frame.drop_duplicates(KEY)

    def events(self, root: Path, log: str, window: Window) -> Iterator[Event]:
        """The requests of a window, in either log, and counts the notices."""
        sequences = Sequences()
        around = Window(window.start - MARGIN, window.end + MARGIN)
        for file, hour in folders.hour_files(root, log, around):
            # What is wrong in the hours around belongs to the windows that these are in.
            inside = self.window.start < hour + HOUR and hour < self.window.end
            counts, reject = (self.counts, self.reject) if inside else (Counter(), ignore)
            counts["files"] += 1
            for line in lines.read(file, counts, reject, self.only):
                said = events.of(line, log)
                if isinstance(said, str):
                    counts["strange"] += 1
                    reject({"reason": said, "file": file.name, "line": line.number})
                elif isinstance(said, Notice):
                    counts["late"] += said.late
                    counts["lost"] += said.lost
                elif not hour - TOLERANCE <= said.time < hour + HOUR + TOLERANCE:
                    counts["skewed"] += 1
                    reject({"reason": f"its time is far from its hour, {hour:%Y-%m-%dT%HZ}: a clock is wrong",
                            "file": file.name, "line": line.number, "requestId": said.request})
                else:
                    if inside:
                        sequences.add(said.writer, said.sequence)
                    if events.is_trial(said.request):
                        counts["trials"] += log == INPUTS
                    elif window.start <= said.time < window.end:
                        yield said
                    elif log == INPUTS:
                        counts["outsideWindow"] += 1
        if self.only is None:
            self.counts["gaps"] += sequences.gaps()

    def asked(self, said: list[Event]) -> pd.DataFrame:
        """Requests as rows with typed columns."""
        heads: list[tuple] = []
        values: dict[str, list] = {name: [] for name in self.columns}
        for event in said:
            self.counts["requests"] += 1
            self.counts["failed"] += event.status >= 500
            for place, row in enumerate(event.rows):
                if not isinstance(row, dict):
                    self.bad(event.request, place, "a row that is no object")
                    continue
                if not row.keys() <= self.known:
                    self.counts["unknownColumns"] += 1
                    self.unknown.update(row.keys() - self.known)
                heads.append((event.request, place, event.time, event.status, event.model, event.version, event.release))
                for name, column in values.items():
                    column.append(row.get(name))
        self.counts["rows"] += len(heads)
        frame, wrong = checks.typed(values, self.dataset)
        frame = pd.concat([headed(heads), frame], axis=1)
        for place, reason in wrong.items():
            self.bad(heads[place][0], heads[place][1], reason)
        frame["outOfRange"] = checks.out_of_range(frame, self.dataset)
        frame = frame.drop(index=list(wrong))
        self.counts["outOfRange"] += int((frame["outOfRange"] != "").sum())
        return frame

    def answered(self, said: list[Event]) -> pd.DataFrame:
        """Predictions as rows."""
        found = []
        for event in said:
            for place, row in enumerate(event.rows):
                score = row.get("probability") if isinstance(row, dict) else None
                if isinstance(score, bool) or not isinstance(score, (int, float)) or not 0 <= score <= 1:
                    self.bad(event.request, place, "a prediction without a probability from 0 to 1")
                    continue
                found.append((event.request, place, event.release, event.time, float(score), row.get(self.dataset.label)))
        frame = pd.DataFrame(found, columns=[*KEY, "time", "probability", "predicted"])
        frame["time"] = pd.to_datetime(frame["time"], utc=True)
        return frame.astype({"row": "int64", "probability": "float64"})

    def once(self, frame: pd.DataFrame, columns: list[str], reason: str) -> pd.DataFrame:
        """Each row of each release once."""
        frame = frame.sort_values("time", kind="stable", ignore_index=True)
        again = frame.duplicated(KEY)
        same = again & frame.duplicated([*KEY, *columns])
        other = frame[again & ~same]
        self.counts["duplicates"] += int(same.sum())
        self.counts["conflicts"] += len(other)
        for request, row in zip(other["requestId"], other["row"]):
            self.reject({"reason": reason, "requestId": request, "row": int(row)})
        return frame[~again]

    def join(self, asked: pd.DataFrame, answered: pd.DataFrame) -> Collected:
        both = asked.merge(answered.drop(columns="time"), on=KEY, how="left", indicator=True)
        without = both["_merge"] == "left_only"
        self.counts["withoutPrediction"] = int((without & (both[STATUS] < 400)).sum())
        self.counts["withoutInput"] = self.unasked(asked, answered)
        shown = [name for name in HEAD if name != STATUS]
        rows = both[[*shown, *self.columns, "probability", "predicted", "outOfRange"]].reset_index(drop=True)
        for name in ("model", "modelVersion", "release"):
            rows[name] = rows[name].astype("category")
        vanished = [name for name in self.dataset.features if name in rows and len(rows) and rows[name].isna().all()]
        return Collected(rows, self.counts, self.quarantine, vanished, self.unknown)

    def unasked(self, asked: pd.DataFrame, answered: pd.DataFrame) -> int:
        """Predictions of requests that no line has, and that no other one was put aside of."""
        known = {*asked["requestId"], *(each.get("requestId") for each in self.quarantine)}
        inside = (answered["time"] >= self.window.start) & (answered["time"] < self.window.end)
        return int((inside & ~answered["requestId"].isin(known)).sum())

    def bad(self, request: str, row: int, reason: str) -> None:
        self.counts["badValues"] += 1
        self.reject({"reason": reason, "requestId": request, "row": row})

    def reject(self, what: dict) -> None:
        self.quarantine.append(what)


def ignore(_: dict) -> None:
    """Takes what is told to somebody else."""


def headed(heads: list[tuple]) -> pd.DataFrame:
    frame = pd.DataFrame(heads, columns=HEAD).astype({"row": "int64", STATUS: "int64"})
    frame["time"] = pd.to_datetime(frame["time"], utc=True)
    return frame


def batches(said: Iterator[Event]) -> Iterator[list[Event]]:
    """Requests in portions, by their rows."""
    portion: list[Event] = []
    rows = 0
    for event in said:
        portion.append(event)
        rows += len(event.rows)
        if rows >= AT_ONCE:
            yield portion
            portion, rows = [], 0
    if portion:
        yield portion
