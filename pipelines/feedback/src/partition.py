"""The collect step on many machines: each gets files of the plan step, which name a day, and does what `collect.py` does with it."""

import argparse
from pathlib import Path

import parts
from mlops import dataset
from mlops.dataset import Dataset

_logs: parts.Logs
_dataset: Dataset
_target: Path


def init() -> None:
    """Once for each process."""
    global _logs, _dataset, _target
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", required=True)
    parser.add_argument("--predictions", required=True)
    parser.add_argument("--collected", type=Path, required=True)
    # The driver has arguments of its own.
    arguments, _ = parser.parse_known_args()
    _logs, _dataset, _target = parts.Logs(arguments.inputs, arguments.predictions), dataset.load(), arguments.collected


def run(mini_batch: list[str]) -> list[str]:
    """Collects the days of some files; a line for each."""
    done = []
    for file in mini_batch:
        part = parts.read_window(Path(file))
        collected = parts.collect(_logs, part, _dataset, _target)
        done.append(f"{part}: {collected.counts['rows']} rows of {collected.counts['requests']} requests")
    return done
