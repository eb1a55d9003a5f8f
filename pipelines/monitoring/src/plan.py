"""Makes the reference, and writes one small file for each part of the time that is looked at: what many machines share among them.

The model is looked up by the last part of the window, of which the logs are read here.
"""

import argparse
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

import reference
import summary
import thresholds
from collected import Window
from collected.window import iso
from comparison import Spans
from mlops import dataset as datasets
from mlops.step import BadInput, run, write_json
from monitor import add_sources, spans_of
from window import Logs

REFERENCE = "reference.json"


def parts_of(spans: Spans, hours: float) -> list[dict]:
    """Parts of the window, and of the days before it whose labels are looked at."""
    found, end, length = [], spans.window.end, timedelta(hours=hours)
    while end > spans.labels.start:
        bound = spans.window.start if end > spans.window.start else spans.labels.start
        start = max(end - length, bound)
        found.append({"from": iso(start), "until": iso(end), "rows": bound == spans.window.start})
        end = start
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_sources(parser)
    parser.add_argument("--hours", type=float, default=6, help="length of a part")
    parser.add_argument("--plan", type=Path, required=True, help="folder for the reference and the times")
    parser.add_argument("--parts", type=Path, required=True, help="folder for one file for each part")
    arguments = parser.parse_args()
    if not arguments.hours >= 1:
        raise BadInput(f"--hours is {arguments.hours}; expected 1 or more")
    dataset, spans = datasets.load(arguments.dataset), spans_of(arguments)
    thresholds.load(arguments.thresholds, dataset)
    parts = parts_of(spans, arguments.hours)
    with tempfile.TemporaryDirectory() as work:
        logs = Logs(arguments.inputs, arguments.predictions, arguments.labels, Path(work))
        last = Window(spans.window.end - timedelta(hours=min(arguments.hours, 24 * arguments.days)), spans.window.end)
        models = summary.models_of(logs.read(last, dataset).rows)
        found = reference.look_up(dataset, arguments.model, Counter(models[models != ""]), arguments.reference, Path(work))
    write_json(arguments.plan / REFERENCE, found.document() | {
        "window": [iso(spans.window.start), iso(spans.window.end)], "labelWindow": [iso(spans.labels.start), iso(spans.labels.end)]})
    for part in parts:
        write_json(arguments.parts / f"{part['from'].replace(':', '')}.json", part)
    print(f"{len(parts)} parts of {spans.labels}")


if __name__ == "__main__":
    run(main)
