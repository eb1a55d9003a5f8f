"""Reads logs where they lie: in folders, or in datastores, of which the hours of the window are downloaded."""

from collections.abc import Container
from pathlib import Path

from collected.events import INPUTS, OUTPUTS
from collected.labels import Labels, read_labels
from collected.places import fetch
from collected.reader import Collected, read
from collected.window import Window
from mlops.dataset import Dataset


def read_logs(inputs: str, predictions: str, window: Window, dataset: Dataset, work: Path,
              only: Container[str] | None = None) -> Collected:
    """The rows of a window; work: a folder for downloads, only: as `read` takes it."""
    return read(fetch(inputs, INPUTS, window, work / "inputs"), fetch(predictions, OUTPUTS, window, work / "predictions"), window,
                dataset, only)


def read_label_logs(labels: str, window: Window, dataset: Dataset, work: Path) -> Labels:
    """The labels that were written in a window; work: a folder for downloads."""
    return read_labels(fetch(labels, "", window, work / "labels"), dataset, window)
