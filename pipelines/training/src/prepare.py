"""Checks and cleans rows of data by the data contract and splits them by time: the newest are kept for evaluation."""

import argparse
from pathlib import Path

import pandas as pd

import data_version
import table
from mlops import dataset as contract
from mlops import tracking
from mlops.dataset import Dataset
from mlops.step import BadInput, run, write_json


def files_of(source: Path) -> list[Path]:
    files = sorted(source.rglob("*.csv")) if source.is_dir() else [source]
    if not files:
        raise BadInput(f"{source}: no CSV file in this folder")
    return files


def read(files: list[Path], dataset: Dataset) -> pd.DataFrame:
    return pd.concat([table.read(file, dataset) for file in files], ignore_index=True)


def clean(frame: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Rows with a time and a label, once per key and time, in order of time. Gaps in features stay gaps."""
    frame = frame[frame[dataset.time].notna() & frame[dataset.label].isin(dataset.label_values)]
    if dataset.keys:
        frame = frame.drop_duplicates([*dataset.keys, dataset.time], keep="last")
    return frame.sort_values([dataset.time, *dataset.keys], kind="stable").reset_index(drop=True)


def split(frame: pd.DataFrame, fraction: float, dataset: Dataset) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Whole days on either side, so that no day is in both parts."""
    day = frame[dataset.time].dt.normalize()
    days = day.drop_duplicates().sort_values()
    kept = max(1, round(len(days) * fraction))
    if kept >= len(days):
        raise BadInput(f"rows of {len(days)} days cannot be split: at least one day is needed on either side")
    first = days.iloc[-kept]
    return frame[day < first], frame[day >= first]


def said(what: str, counts: dict[str, int]) -> None:
    if counts:
        print(f"{what}: {', '.join(f'{name} {count}' for name, count in counts.items())}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readings", type=Path, required=True, help="CSV file, or folder with CSV files")
    parser.add_argument("--dataset", type=Path, help="the data contract; without it the dataset.yml beside the code or above it")
    parser.add_argument("--test-fraction", type=float, default=0.25)
    parser.add_argument("--prepared", type=Path, required=True, help="folder for train.csv and test.csv")
    arguments = parser.parse_args()
    if not 0 < arguments.test_fraction < 1:
        raise BadInput(f"--test-fraction is {arguments.test_fraction}; expected a share between 0 and 1")

    dataset, files = contract.load(arguments.dataset), files_of(arguments.readings)
    raw, unread = table.typed(read(files, dataset), dataset)
    said("became gaps, as they are not what dataset.yml says", unread)
    frame = clean(raw, dataset)
    if frame.empty:
        raise BadInput(f"{arguments.readings}: none of {len(raw)} rows has a time ('{dataset.time}', in ISO 8601 as in "
                       f"2026-01-31) and a label ('{dataset.label}', 0 or 1)")
    outside = table.outside(frame, dataset)
    said("outside of the bounds that dataset.yml says, and used as they are", outside)
    train, test = split(frame, arguments.test_fraction, dataset)
    for name, part in (("train", train), ("test", test)):
        if part[dataset.label].nunique() < 2:
            raise BadInput(f"the {name} part has rows of one class only; more data, or another --test-fraction, is needed")

    arguments.prepared.mkdir(parents=True, exist_ok=True)
    train.to_csv(arguments.prepared / "train.csv", index=False, lineterminator="\n")
    test.to_csv(arguments.prepared / "test.csv", index=False, lineterminator="\n")
    summary = {
        "rows_read": len(raw), "rows_dropped": len(raw) - len(frame), "rows_train": len(train), "rows_test": len(test),
        "first_test_day": test[dataset.time].min().date().isoformat(), "positives_train": int(train[dataset.label].sum()),
        "positives_test": int(test[dataset.label].sum()), "unreadable": unread, "outside": outside,
    }
    summary |= data_version.of(arguments.readings, files, len(raw))
    write_json(arguments.prepared / "summary.json", summary)
    tracking.log(
        metrics={key: value for key, value in summary.items() if isinstance(value, int)},
        params={"test_fraction": arguments.test_fraction, "dataset": dataset.name},
        tags={"first_test_day": summary["first_test_day"], "data": summary.get("data") or summary["content"]})
    print(f"prepared {summary['rows_train']} rows to train on, {summary['rows_test']} to test on")


if __name__ == "__main__":
    run(main)
