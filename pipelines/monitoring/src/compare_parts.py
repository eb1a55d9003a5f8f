"""Compares the counts of all parts with the reference, and writes metrics.json and report.html as the step on one machine does."""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import comparison
import plan
import reference
import thresholds
import window
from collected import Window
from collected.window import parse
from comparison import Spans
from mlops import dataset as datasets
from mlops.step import BadInput, read_json, run
from summary import Summary
from window import Logs, Seen


def parts_in(source: Path, layouts: dict) -> Iterator[Seen]:
    """The counts of each part: a line of a file, or of the files of a folder."""
    for file in sorted(each for each in source.rglob("*") if each.is_file()) if source.is_dir() else [source]:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            try:
                yield window.of_document(json.loads(line), layouts)
            except (ValueError, KeyError, TypeError, IndexError) as error:
                raise BadInput(f"{file}({number}): no counts of a part ({error}); they are what summarize.py returns") from error


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plan", type=Path, required=True, help="what plan.py wrote")
    parser.add_argument("--summaries", type=Path, required=True, help="file or folder with the counts of parts, a line each")
    parser.add_argument("--labels", default="", help="the labels")
    parser.add_argument("--thresholds", type=Path, help="by default the thresholds.yml of the pipeline")
    parser.add_argument("--comparison", type=Path, required=True, help="folder for metrics.json and report.html")
    arguments = parser.parse_args()
    dataset, document = datasets.load(), read_json(arguments.plan / plan.REFERENCE)
    found = reference.of_document(document)
    spans = Spans(*(Window(*(parse(time) for time in document[name])) for name in ("window", "labelWindow")))
    seen = sum(parts_in(arguments.summaries, found.summary.layouts), Seen(Summary(found.summary.layouts), {}, Counter(), Counter()))
    with tempfile.TemporaryDirectory() as work:
        labels = Logs("", "", arguments.labels, Path(work)).read_labels(spans.labels, dataset)
    seen = seen._replace(counts=seen.counts + Counter(labels.counts if labels else {}))
    comparison.tell(comparison.compare(found, seen, spans, dataset, thresholds.load(arguments.thresholds, dataset)), arguments.comparison)


if __name__ == "__main__":
    run(main)
