"""Compares what scoring saw in a window with what its model was trained on, on one machine.

Writes metrics.json and report.html. The outcome is stable, breach, or too-little-data; a breach does not fail the step.
"""

import argparse
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import comparison
import reference
import summary
import thresholds
import window
from collected import Window, read
from comparison import Spans
from mlops import dataset as datasets
from mlops.rest import RestError
from mlops.step import BadInput, run
from mlops.workspace import current_workspace
from window import Logs


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_sources(parser)
    parser.add_argument("--comparison", type=Path, required=True, help="folder for metrics.json and report.html")
    return parser.parse_args()


def add_sources(parser: argparse.ArgumentParser) -> None:
    """What both forms of the pipeline are given."""
    parser.add_argument("--inputs", type=Path, required=True, help="folder of the log of requests")
    parser.add_argument("--predictions", type=Path, required=True, help="folder of the log of predictions")
    parser.add_argument("--labels", type=Path, help="folder of the labels")
    parser.add_argument("--reference", type=Path, help="CSV file, or folder with some: the training data, where it can't be looked up")
    parser.add_argument("--model", help="NAME:VERSION; by default the model that predicted most of the window")
    parser.add_argument("--days", type=float, default=1, help="length of the window")
    parser.add_argument("--until", default="", help="its end, as in 2026-03-08T00:00:00Z; by default now")
    parser.add_argument("--label-days", type=float, default=14, help="predictions of so many days count if they have labels by now")
    parser.add_argument("--thresholds", type=Path, default=Path(__file__).with_name(thresholds.FILE))
    parser.add_argument("--dataset", type=Path, help="dataset.yml; by default the one of this clone, or beside the code of the job")


def spans_of(arguments: argparse.Namespace) -> Spans:
    rows = Window.of(arguments.days, arguments.until)
    if not arguments.label_days > 0:
        raise BadInput(f"--label-days is {arguments.label_days}; expected a number above 0")
    return Spans(rows, Window(rows.end - timedelta(days=max(arguments.days, arguments.label_days)), rows.end))


def logs_of(arguments: argparse.Namespace) -> Logs:
    for name in ("inputs", "predictions"):
        if not getattr(arguments, name).is_dir():
            raise BadInput(f"--{name}: {getattr(arguments, name)} is no folder")
    # Nobody has to bring labels; the container is there all the same, and a folder of it is once there are some.
    return Logs(arguments.inputs, arguments.predictions, arguments.labels if arguments.labels and arguments.labels.is_dir() else None)


def main() -> None:
    arguments = parse()
    dataset = datasets.load(arguments.dataset)
    limits, spans, logs = thresholds.load(arguments.thresholds, dataset), spans_of(arguments), logs_of(arguments)
    collected = read(logs.inputs, logs.predictions, spans.window, dataset)
    seen = summary.models_of(collected.rows)
    with tempfile.TemporaryDirectory() as work:
        try:
            found = reference.find(current_workspace(), dataset, arguments.model or None, summary.Counter(seen[seen != ""]),
                                   arguments.reference, Path(work))
        except RestError as error:
            raise BadInput(f"the model in use could not be looked up: {error}") from error
    reference.warn(found.notes)
    counted = window.count(collected, found.summary.layouts, found.model)
    outcomes, of_labels = window.labelled(logs, spans.labels, spans.window.end, dataset, found.model)
    result = comparison.compare(found, counted._replace(outcomes=outcomes, counts=counted.counts + of_labels), spans, dataset, limits)
    tell(result, arguments.comparison)


def tell(result: dict, folder: Path) -> None:
    comparison.write(result, folder)
    print(f"{result['outcome']}: {result['reason']}", file=sys.stderr if result["outcome"] == "breach" else sys.stdout)


if __name__ == "__main__":
    run(main)
