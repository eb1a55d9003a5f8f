"""Compares what scoring saw in a window with what its model was trained on, on one machine.

Writes metrics.json and report.html. The outcome is stable, breach, or too-little-data; a breach does not fail the step.
"""

import argparse
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

import comparison
import reference
import summary
import thresholds
import window
from collected import Window
from comparison import Spans
from mlops import dataset as datasets
from mlops.step import BadInput, run
from window import Logs


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_sources(parser)
    parser.add_argument("--comparison", type=Path, required=True, help="folder for metrics.json and report.html")
    return parser.parse_args()


def add_sources(parser: argparse.ArgumentParser) -> None:
    """What both forms of the pipeline are given."""
    parser.add_argument("--inputs", required=True, help="the log of requests: a folder, or azureml://datastores/...")
    parser.add_argument("--predictions", required=True, help="the log of predictions")
    parser.add_argument("--labels", default="", help="the labels")
    parser.add_argument("--reference", type=Path, help="CSV file, or folder with some: the training data, where it can't be looked up")
    parser.add_argument("--model", default="", help="NAME:VERSION; by default the model that predicted most of the window")
    parser.add_argument("--days", type=float, default=1, help="length of the window")
    parser.add_argument("--until", default="", help="its end, as in 2026-03-08T00:00:00Z; now, if empty")
    parser.add_argument("--label-days", type=float, default=14, help="predictions of so many days count if they have labels by now")
    parser.add_argument("--thresholds", type=Path, help="by default the thresholds.yml of the pipeline")
    parser.add_argument("--dataset", type=Path, help="dataset.yml; by default the one of this clone, or beside the code of the job")


def spans_of(arguments: argparse.Namespace) -> Spans:
    rows = Window.of(arguments.days, arguments.until)
    if not arguments.label_days > 0:
        raise BadInput(f"--label-days is {arguments.label_days}; expected a number above 0")
    return Spans(rows, Window(rows.end - timedelta(days=max(arguments.days, arguments.label_days)), rows.end))


def main() -> None:
    arguments = parse()
    dataset = datasets.load(arguments.dataset)
    limits, spans = thresholds.load(arguments.thresholds, dataset), spans_of(arguments)
    with tempfile.TemporaryDirectory() as work:
        logs = Logs(arguments.inputs, arguments.predictions, arguments.labels, Path(work))
        collected = logs.read(spans.window, dataset)
        models = summary.models_of(collected.rows)
        found = reference.look_up(dataset, arguments.model, Counter(models[models != ""]), arguments.reference, Path(work))
        counted = window.count(collected, found.summary.layouts, found.model)
        del collected, models
        outcomes, of_labels = window.labelled(logs, spans.labels, spans.window.end, dataset, found.model)
    seen = counted._replace(outcomes=outcomes, counts=counted.counts + of_labels)
    comparison.tell(comparison.compare(found, seen, spans, dataset, limits), arguments.comparison)


if __name__ == "__main__":
    run(main)
