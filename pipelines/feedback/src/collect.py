"""Reads requests and predictions of a window, checks them, and keeps the rows that may be trained on, day by day."""

import argparse
from collections import Counter
from pathlib import Path

import parts
import windows
from mlops import dataset, tracking
from mlops.step import run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", required=True, help="the log of requests: a folder, or azureml://datastores/...")
    parser.add_argument("--predictions", required=True, help="the log of predictions")
    windows.add_arguments(parser)
    parser.add_argument("--window", type=Path, required=True, help="folder for the window that was chosen")
    parser.add_argument("--collected", type=Path, required=True, help="folder for rows, quarantine and counts")
    arguments = parser.parse_args()
    described = dataset.load()
    window = windows.choose(arguments.days, arguments.until, arguments.lookback_days)
    parts.write_window(arguments.window / parts.WINDOW, window)
    total: Counter = Counter()
    for part in window.parts():
        logs = parts.Logs(arguments.inputs, arguments.predictions)
        total.update(parts.collect(logs, part, described, arguments.collected).counts)
    tracking.log(metrics=dict(total), params={"window": str(window)})
    print(f"collected {total['rows']} rows of {total['requests']} requests from {window}")


if __name__ == "__main__":
    run(main)
