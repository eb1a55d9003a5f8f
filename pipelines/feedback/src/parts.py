"""The window, part by part: each day is read on its own, so that neither memory nor time depend on how many there are.

What a part makes is the same whether one step goes through all of them or many machines share them:
    rows/PART.csv            rows that may be trained on once their labels are there
    quarantine/PART.jsonl    what cannot be used, with reasons
    counts/PART.json         what was counted
"""

import json
import tempfile
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from collected import Collected, Window, read_logs
from collected.window import iso, parse
from mlops.dataset import Dataset
from mlops.step import BadInput, read_json, write_json

WINDOW = "window.json"
# What pandas cannot hold as a time is a mistake.
EARLIEST = 1900
# Seconds that a row may be taken after its request: places east of Greenwich have tomorrow's date already.
AHEAD = 86_400
TIME_EXPECTED = "expected a time such as 2026-03-08 or 2026-03-08T06:30:00Z"


class Logs(NamedTuple):
    """Where requests and predictions lie: folders, or addresses of datastores."""

    inputs: str
    predictions: str


def name_of(part: Window) -> str:
    return part.start.strftime("%Y-%m-%dT%H%M%S")


def write_window(file: Path, window: Window) -> None:
    write_json(file, {"from": iso(window.start), "until": iso(window.end)})


def read_window(file: Path) -> Window:
    content = read_json(file)
    start, end = parse(content.get("from")), parse(content.get("until"))
    if start is None or end is None or start >= end:
        raise BadInput(f"{file}: expected a window with 'from' and 'until'; is it of the plan or the collect step?")
    return Window(start, end)


def collect(logs: Logs, part: Window, dataset: Dataset, target: Path) -> Collected:
    """Reads a part, and writes what is in it."""
    collected = read_part(logs, part, dataset)
    name = name_of(part)
    rows, outside = usable(collected.rows, dataset)
    save(target / "rows" / f"{name}.csv", rows)
    quarantine = collected.quarantine + outside
    lines = "".join(json.dumps(each) + "\n" for each in quarantine)
    for folder, suffix, text in (("quarantine", "jsonl", lines), ("counts", "json", json.dumps(
            {"counts": dict(collected.counts), "unknown": dict(collected.unknown), "quarantined": len(quarantine),
             "present": present(collected.rows, dataset)}))):
        (target / folder).mkdir(parents=True, exist_ok=True)
        (target / folder / f"{name}.{suffix}").write_text(text, encoding="utf-8")
    return collected


def read_part(logs: Logs, part: Window, dataset: Dataset, only: set[str] | None = None) -> Collected:
    with tempfile.TemporaryDirectory() as folder:
        return read_logs(logs.inputs, logs.predictions, part, dataset, Path(folder), only)


def columns_of(dataset: Dataset) -> list[str]:
    """What a training set has: time, keys, features. The label follows."""
    return list(dict.fromkeys([dataset.time, *dataset.keys, *dataset.features]))


def usable(rows: pd.DataFrame, dataset: Dataset) -> tuple[pd.DataFrame, list[dict]]:
    """Rows that can be in a training set, and those that cannot, with reasons. Who answered is of no interest, but that somebody did."""
    kept = rows[rows["probability"].notna()]
    reasons = pd.Series("", index=kept.index, dtype=object)
    for key in dataset.keys:
        reasons[kept[key].isna()] = f"{key}: missing; a training set tells rows apart by it"
    beyond = kept["outOfRange"] != ""
    reasons[beyond] = "out of range: " + kept["outOfRange"][beyond]
    times = [reading_time(said, time) for said, time in zip(kept[dataset.time], kept["time"])]
    for place, time in zip(kept.index, times):
        if isinstance(time, str):
            reasons[place] = f"{dataset.time}: {time}"
    good = (reasons == "").to_numpy()
    frame = kept[good].copy()
    frame[dataset.time] = [time for time, is_good in zip(times, good) if is_good]
    frame = frame[["requestId", "row", "time", *columns_of(dataset)]]
    bad = kept[~good]
    return frame, [{"reason": reason, "requestId": request, "row": int(row)}
                   for reason, request, row in zip(reasons[~good], bad["requestId"], bad["row"])]


def reading_time(said: object, request: datetime) -> str | datetime:
    """When a row was taken, else when it was asked about; a text says what is wrong with it."""
    if said is None or said != said:
        return request.to_pydatetime().replace(microsecond=0)
    time = parse_once(said)
    if time is None or time.year < EARLIEST:
        return TIME_EXPECTED
    if (time - request).total_seconds() > AHEAD:
        return "lies a day or more after its request: a clock is wrong"
    return time.replace(microsecond=0)


@lru_cache(4096)
def parse_once(said: object) -> datetime | None:
    return parse(str(said))


def present(rows: pd.DataFrame, dataset: Dataset) -> list[str]:
    """The features that at least one row has."""
    return [name for name in dataset.features if rows[name].notna().any()]


def save(file: Path, rows: pd.DataFrame) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    rows.to_csv(file, index=False, lineterminator="\n", date_format="%Y-%m-%dT%H:%M:%SZ")
