"""Joins what was collected with the labels that have come, and makes a training set of it."""

import argparse
import json
import tempfile
from collections import Counter
from pathlib import Path

import pandas as pd

import labelled
import parts
import sets
from collected import Window, read_label_logs
from collected.window import DAY, iso
from mlops import dataset, tracking
from mlops.dataset import Dataset
from mlops.step import BadInput, read_json, run, write_json

# What came of it.
VERSION, EMPTY, NOTHING_NEW, TOO_FEW, VANISHED = "version", "nothing-collected", "nothing-new", "too-few-rows", "feature-vanished"


def main() -> None:
    arguments = arguments_of()
    described = dataset.load()
    window = parts.read_window(arguments.window / parts.WINDOW)
    counts, present, unknown = counted(arguments.collected)
    labels, quarantine = labels_of(arguments.labels, window, described, counts)
    joined = labelled.join(arguments.collected, labels, described)
    counts.update(joined.counts)
    rows, missing = joined.rows, unmatched(labels, joined.rows)
    put_aside = missing["requestId"].isin(in_quarantine(arguments.collected))
    counts["labelsOfQuarantined"] = int(put_aside.sum())
    missing = missing[~put_aside]
    back = labelled.look_back(parts.Logs(arguments.inputs, arguments.predictions), missing, window, arguments.lookback_days, described)
    counts.update(back.counts)
    missing = missing[~missing["requestId"].isin(back.rows["requestId"])]
    counts["labelsWithoutPrediction"] = len(missing)
    quarantine += joined.quarantine + back.quarantine + [
        {"reason": "a label without a prediction", "requestId": request, "row": int(row)}
        for request, row in zip(missing["requestId"], missing["row"])]
    rows = pd.concat([back.rows, rows], ignore_index=True).sort_values("time", kind="stable", ignore_index=True)
    with tempfile.TemporaryDirectory() as here:
        base = sets.base_of(arguments.add_to, arguments.base, described, Path(here))
    content, is_new = sets.add(base, rows, described, counts)
    counts["total"] = len(content)
    counts["quarantined"] = len(quarantine) + counts.pop("quarantinedParts")
    outcome, reason = judge(counts, [name for name in described.features if name not in present], arguments.minimum_rows, unknown)
    write_quarantine(arguments.set / "quarantine.jsonl", arguments.collected, quarantine)
    if outcome == VERSION:
        sets.write(arguments.set / "data.csv", content, described)
    write_json(arguments.set / "outcome.json", {
        "outcome": outcome, "reason": reason, "counts": dict(counts), "unknownColumns": dict(unknown), "base": base.version,
        "from": iso(window.start), "until": iso(window.end),
        "requests": sorted(set(rows.loc[is_new, "requestId"])) if outcome == VERSION else [],
    })
    tracking.log(metrics=dict(counts), params={"minimum_rows": arguments.minimum_rows, "add_to": arguments.add_to})
    print(f"{outcome}: {reason}")


def arguments_of() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--window", type=Path, required=True, help="folder with window.json")
    parser.add_argument("--collected", type=Path, required=True, help="folder with what was collected")
    parser.add_argument("--inputs", required=True, help="the log of requests, for labels that came late")
    parser.add_argument("--predictions", required=True, help="the log of predictions, for the same")
    parser.add_argument("--labels", required=True, help="the labels: a folder, or azureml://datastores/...")
    parser.add_argument("--lookback-days", type=float, default=30.0, help="how far before the window requests of labels are searched")
    parser.add_argument("--minimum-rows", type=int, default=50, help="fewer new rows make no version")
    parser.add_argument("--add-to", default=sets.LAST, help=f"the version that rows are added to: {sets.LAST}, {sets.NONE}, or its name")
    parser.add_argument("--base", type=Path, help="folder with CSV files that rows are added to instead")
    parser.add_argument("--set", type=Path, required=True, help="folder for data.csv, outcome.json and quarantine.jsonl")
    arguments = parser.parse_args()
    if arguments.minimum_rows < 1:
        raise BadInput(f"--minimum-rows is {arguments.minimum_rows}; expected 1 or more")
    return arguments


def counted(collected: Path) -> tuple[Counter, set[str], Counter]:
    """The counts of all parts, the features that any of them has, and the columns that nobody knows."""
    counts, present, unknown = Counter({"quarantinedParts": 0}), set(), Counter()
    for file in sorted((collected / "counts").glob("*.json")):
        content = read_json(file)
        counts.update(content["counts"])
        counts["quarantinedParts"] += content["quarantined"]
        unknown.update(content["unknown"])
        present.update(content["present"])
    return counts, present, unknown


def labels_of(source: str, window: Window, described: Dataset, counts: Counter) -> tuple[pd.DataFrame, list[dict]]:
    # Whoever writes labels may be a day behind in calling its files.
    wide = Window(window.start - DAY, window.end)
    with tempfile.TemporaryDirectory() as here:
        labels = read_label_logs(source, wide, described, Path(here))
    counts.update(labels.counts)
    return labels.rows, labels.quarantine


def in_quarantine(collected: Path) -> set[str]:
    """The ids of requests of which something was put aside."""
    found = set()
    for file in sorted((collected / "quarantine").glob("*.jsonl")):
        with file.open(encoding="utf-8") as stream:
            found.update(json.loads(line).get("requestId") for line in stream)
    return found


def unmatched(labels: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The labels that no row of the window took."""
    taken = pd.MultiIndex.from_frame(rows[labelled.KEY]) if len(rows) else []
    return labels[~pd.MultiIndex.from_frame(labels[labelled.KEY]).isin(taken)] if len(labels) else labels


def judge(counts: Counter, vanished: list[str], minimum: int, unknown: Counter) -> tuple[str, str]:
    """What comes of it, and why."""
    if counts["rows"] == 0 and counts["new"] == 0:
        return EMPTY, "no request was logged in the window"
    if vanished and counts["usable"]:
        renamed = f"; rows have the unknown {', '.join(sorted(unknown))}" if unknown else ""
        return VANISHED, f"no row has {', '.join(vanished)}{renamed}"
    if counts["new"] == 0:
        return NOTHING_NEW, f"{counts['pending']} rows wait for their labels" if counts["pending"] else "all labelled rows are known"
    if counts["new"] < minimum:
        return TOO_FEW, f"{counts['new']} new rows are fewer than {minimum}"
    return VERSION, f"{counts['new']} new rows, {counts['total']} in all"


def write_quarantine(file: Path, collected: Path, more: list[dict]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8") as stream:
        for part in sorted((collected / "quarantine").glob("*.jsonl")):
            stream.write(part.read_text(encoding="utf-8"))
        for each in more:
            stream.write(json.dumps(each) + "\n")


if __name__ == "__main__":
    run(main)
