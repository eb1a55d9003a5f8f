"""Counts a part of the logs: the entry script of the parallel step. What it returns is one line of JSON for each part."""

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

# The code of this step is the folder `pipelines`: beside this file lie its own modules, above it those that pipelines share.
HERE = Path(__file__).resolve().parent
for folder in (HERE.parents[1] / "common", HERE):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

import plan
import reference
import window
from collected import Window
from collected.window import parse
from mlops import dataset as datasets
from mlops.step import BadInput, read_json
from summary import Summary
from window import MATCHED, Logs, Seen

ARGUMENTS: argparse.Namespace


def init() -> None:
    """Called once in each process."""
    global ARGUMENTS
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plan", type=Path, required=True)
    parser.add_argument("--inputs", required=True)
    parser.add_argument("--predictions", required=True)
    parser.add_argument("--labels", default="")
    # The driver has arguments of its own.
    ARGUMENTS = parser.parse_known_args()[0]


def run(mini_batch: list[str]) -> list[str]:
    return [json.dumps(count(read_json(Path(file)), ARGUMENTS).document()) for file in mini_batch]


def count(part: dict, arguments: argparse.Namespace) -> Seen:
    """What a part of the time has: rows, if it is in the window, and predictions with labels."""
    start, until = parse(part.get("from")), parse(part.get("until"))
    if start is None or until is None:
        raise BadInput("a part without the times 'from' and 'until'; parts are what plan.py writes")
    document = read_json(arguments.plan / plan.REFERENCE)
    found, dataset, span = reference.of_document(document), datasets.load(), Window(start, until)
    with tempfile.TemporaryDirectory() as work:
        logs = Logs(arguments.inputs, arguments.predictions, arguments.labels, Path(work))
        seen = window.count(logs.read(span, dataset), found.summary.layouts, found.model) if part.get("rows") \
            else Seen(Summary(found.summary.layouts), {}, Counter(), Counter())
        outcomes, labels = window.labelled(logs, span, parse(document["window"][1]), dataset, found.model)
    # All parts read the labels that were written since, so their counts do not add up; those with a prediction do.
    return seen._replace(outcomes=outcomes, counts=seen.counts + Counter({MATCHED: labels[MATCHED]}))
