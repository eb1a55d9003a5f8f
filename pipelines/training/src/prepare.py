"""Checks and cleans pump readings and splits them by time: the newest are kept for evaluation."""

import argparse
from pathlib import Path

import pandas as pd

import data_version
from common import DATE, FEATURES, LABEL, PUMP
from mlops import tracking
from mlops.step import BadInput, run, write_json


def files_of(source: Path) -> list[Path]:
    files = sorted(source.rglob("*.csv")) if source.is_dir() else [source]
    if not files:
        raise BadInput(f"{source}: no CSV file in this folder")
    return files


def read(files: list[Path]) -> pd.DataFrame:
    return pd.concat([read_file(file) for file in files], ignore_index=True)


def read_file(file: Path) -> pd.DataFrame:
    try:
        frame = pd.read_csv(file)
    except (OSError, ValueError) as error:
        raise BadInput(f"{file}: {error}") from error
    absent = [column for column in [DATE, PUMP, *FEATURES, LABEL] if column not in frame.columns]
    if absent:
        raise BadInput(f"{file}: columns missing: {', '.join(absent)}")
    return frame


def clean(frame: pd.DataFrame) -> pd.DataFrame:
    """Readings with a date and a label of 0 or 1, once per pump and day, in order of time. Gaps in features stay gaps."""
    frame = frame[[DATE, PUMP, *FEATURES, LABEL]].copy()
    frame[DATE] = pd.to_datetime(frame[DATE], errors="coerce")
    for column in [*FEATURES, LABEL]:
        frame[column] = pd.to_numeric(frame[column], errors="coerce")
    frame = frame[frame[DATE].notna() & frame[LABEL].isin([0, 1])]
    frame = frame.drop_duplicates([PUMP, DATE], keep="last").sort_values([DATE, PUMP], kind="stable")
    return frame.reset_index(drop=True)


def split(frame: pd.DataFrame, fraction: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Whole days on either side, so that no day is in both parts."""
    days = frame[DATE].drop_duplicates().sort_values()
    kept = max(1, round(len(days) * fraction))
    if kept >= len(days):
        raise BadInput(f"readings of {len(days)} days cannot be split: at least one day is needed on either side")
    first = days.iloc[-kept]
    return frame[frame[DATE] < first], frame[frame[DATE] >= first]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readings", type=Path, required=True, help="CSV file, or folder with CSV files")
    parser.add_argument("--test-fraction", type=float, default=0.25)
    parser.add_argument("--prepared", type=Path, required=True, help="folder for train.csv and test.csv")
    arguments = parser.parse_args()
    if not 0 < arguments.test_fraction < 1:
        raise BadInput(f"--test-fraction is {arguments.test_fraction}; expected a share between 0 and 1")

    files = files_of(arguments.readings)
    raw = read(files)
    frame = clean(raw)
    train, test = split(frame, arguments.test_fraction)
    for name, part in (("train", train), ("test", test)):
        if part[LABEL].nunique() < 2:
            raise BadInput(f"the {name} part has readings of one class only; more data, or another --test-fraction, is needed")

    arguments.prepared.mkdir(parents=True, exist_ok=True)
    train.to_csv(arguments.prepared / "train.csv", index=False, date_format="%Y-%m-%d", lineterminator="\n")
    test.to_csv(arguments.prepared / "test.csv", index=False, date_format="%Y-%m-%d", lineterminator="\n")
    summary = {
        "rows_read": len(raw), "rows_dropped": len(raw) - len(frame), "rows_train": len(train), "rows_test": len(test),
        "first_test_day": test[DATE].min().date().isoformat(), "failures_train": int(train[LABEL].sum()),
        "failures_test": int(test[LABEL].sum()),
    }
    summary |= data_version.of(arguments.readings, files, len(raw))
    write_json(arguments.prepared / "summary.json", summary)
    tracking.log(
        metrics={key: value for key, value in summary.items() if isinstance(value, int)},
        params={"test_fraction": arguments.test_fraction},
        tags={"first_test_day": summary["first_test_day"], "data": summary.get("data") or summary["content"]})
    print(f"prepared {summary['rows_train']} readings to train on, {summary['rows_test']} to test on")


if __name__ == "__main__":
    run(main)
