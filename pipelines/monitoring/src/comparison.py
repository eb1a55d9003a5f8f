"""The comparison of a window with its reference, as metrics.json keeps it and as the report shows it."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from collected import Window
from judge import judge
from mlops.dataset import Dataset
from mlops.step import write_json
from performance import Outcomes
from reference import Reference
from report import page
from summary import Counts, names_of
from thresholds import Thresholds
from window import MATCHED, NAMED, Seen

METRICS, REPORT = "metrics.json", "report.html"


class Spans(NamedTuple):
    """The times that are looked at: of the rows, and of the predictions whose labels are."""

    window: Window
    labels: Window


def compare(reference: Reference, seen: Seen, spans: Spans, dataset: Dataset, thresholds: Thresholds) -> dict:
    """All that metrics.json says."""
    outcomes = sum(seen.outcomes.values(), Outcomes())
    judged = judge(reference.summary, seen.summary, outcomes, reference.metrics, dataset, thresholds)
    return judged | {
        "name": dataset.name,
        "window": str(spans.window),
        "labelWindow": str(spans.labels),
        "model": reference.model,
        "models": dict(seen.summary.models),
        "reference": {"rows": reference.summary.rows, "notes": reference.notes},
        "rows": seen.summary.rows,
        "labelled": outcomes.rows,
        "minimumRows": thresholds.minimum_rows,
        "byDay": {day: {"rows": each.rows} | each.measures() for day, each in seen.outcomes.items()},
        "counts": dict(sorted((seen.counts + without_prediction(seen)).items())),
        "unknownColumns": dict(seen.unknown.most_common(NAMED)),
        "histograms": {name: histogram(reference.summary.counts[name], seen.summary.counts[name])
                       for name in reference.summary.layouts},
    }


def without_prediction(seen: Seen) -> Counter:
    return Counter({"labelsWithoutPrediction": seen.counts["labels"] - seen.counts[MATCHED]})


def histogram(reference: Counts, window: Counts) -> dict:
    layout = reference.layout
    edges = {"values": [name.strip("\0") for name in names_of(layout)]} if layout["type"] == "category" else {"edges": layout["bars"]}
    return edges | {"type": layout["type"], "reference": reference.bars.tolist(), "window": window.bars.tolist()}


def write(found: dict, folder: Path) -> None:
    """Writes metrics.json and report.html."""
    write_json(folder / METRICS, found)
    (folder / REPORT).write_text(page(found), encoding="utf-8")


def tell(found: dict, folder: Path) -> None:
    """Writes both, and says the outcome."""
    write(found, folder)
    print(f"{found['outcome']}: {found['reason']}")


def metrics_of(found: dict) -> dict[str, float]:
    """The numbers as the job's run has them."""
    numbers = {f"drift.{name}.{each}": one["value"]
               for name, feature in found["features"].items() for each, one in feature["statistics"].items()}
    numbers |= {f"prediction.{each}": one["value"] for each, one in (found["prediction"].get("statistics") or {}).items()}
    numbers |= found["performance"].get("measures") or {}
    return numbers | {"rows": found["rows"], "labelled": found["labelled"]}
