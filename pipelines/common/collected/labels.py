"""Labels: what really came to pass, which is known later than it was predicted."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from collected import folders, lines
from collected.window import Window, parse
from mlops.dataset import Dataset

COLUMNS = ["requestId", "row", "time", "label"]


class Labels(NamedTuple):
    """The labels of a window, each row once."""

    # requestId, row, time, label.
    rows: pd.DataFrame
    counts: Counter
    # What cannot be used, with reasons.
    quarantine: list[dict]


def read_labels(root: Path, dataset: Dataset, window: Window) -> Labels:
    """The labels that were written on the days of a window, up to its end.

    Of two labels of the same row the newer one counts: it corrects the other.
    """
    counts: Counter = Counter({name: 0 for name in ("labelLines", "labelsBad", "labelsTwice", "labelsCorrected")})
    quarantine: list[dict] = []
    found: list[tuple] = []
    for file in folders.day_files(root, window):
        for number, content in objects_of(file, counts, quarantine):
            label = of(content, dataset)
            if isinstance(label, str):
                counts["labelsBad"] += 1
                quarantine.append({"reason": label, "file": file.name, "line": number})
            elif label[2] < window.end:
                found.append(label)
    frame = pd.DataFrame(found, columns=COLUMNS).astype({"row": "int64"})
    frame["time"] = pd.to_datetime(frame["time"], utc=True)
    counts["labelsTwice"] = int(frame.duplicated(["requestId", "row", "label"]).sum())
    frame = frame.sort_values("time", kind="stable").drop_duplicates(["requestId", "row", "label"], keep="last")
    counts["labelsCorrected"] = int(frame.duplicated(["requestId", "row"]).sum())
    frame = frame.drop_duplicates(["requestId", "row"], keep="last").reset_index(drop=True)
    counts["labels"] = len(frame)
    return Labels(frame, counts, quarantine)


def objects_of(file: Path, counts: Counter, quarantine: list[dict]) -> Iterator[tuple[int, dict]]:
    """Lines of JSON, or those of a CSV file with a header."""
    if file.suffix == ".jsonl":
        own: Counter = Counter()
        for line in lines.read(file, own, quarantine.append):
            yield line.number, line.content
        counts["labelLines"] += own["lines"]
        counts["labelsBad"] += own["truncated"]
        return
    try:
        with file.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            for number, content in enumerate(csv.DictReader(stream), 2):
                counts["labelLines"] += 1
                yield number, {name: value for name, value in content.items() if value not in (None, "")}
    except csv.Error as error:
        counts["labelsBad"] += 1
        quarantine.append({"reason": f"a file that is no CSV: {error}", "file": file.name, "line": 0})
    except OSError as error:
        raise folders.closed(file, error) from error


def of(content: dict, dataset: Dataset) -> tuple | str:
    """A label; in words what is wrong with it if it is none."""
    request, time = content.get("requestId"), parse(content.get("time"))
    if not isinstance(request, str) or not request:
        return "a label without requestId"
    if time is None:
        return "a label without a time"
    row = whole(content.get("row", 0))
    if row is None:
        return "row: expected the place of a row in its request, from 0 on"
    value = content.get(dataset.label)
    for known in dataset.label_values:
        if type(value) is not bool and (value == known or isinstance(value, str) and value == str(known)):
            return request, row, time, known
    return f"{dataset.label}: expected one of {', '.join(map(str, dataset.label_values))}" + (
        ", got nothing" if value is None else "")


def whole(value: object) -> int | None:
    if isinstance(value, str) and value.isdigit():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 31 else None
