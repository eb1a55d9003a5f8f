"""Writes one small file for each day of the window: what many machines share among them."""

import argparse
from pathlib import Path

import parts
import windows
from mlops.step import run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    windows.add_arguments(parser)
    parser.add_argument("--window", type=Path, required=True, help="folder for the whole window")
    parser.add_argument("--partitions", type=Path, required=True, help="folder for one file for each day")
    arguments = parser.parse_args()
    window = windows.choose(arguments.days, arguments.until, arguments.lookback_days)
    parts.write_window(arguments.window / parts.WINDOW, window)
    for part in window.parts():
        parts.write_window(arguments.partitions / f"{parts.name_of(part)}.json", part)
    print(f"{len(window.parts())} parts of {window}")


if __name__ == "__main__":
    run(main)
