"""Reads what comes back from scoring: requests, predictions, and the labels that arrive later.

    window = Window.of(days=7, until="2026-03-08T00:00:00Z")
    collected = read(Path("inputs"), Path("predictions"), window, dataset)
    collected.rows       # a DataFrame: one line for each row that was asked for and predicted
    collected.counts     # what was read, and what was wrong with it
    labels = read_labels(Path("labels"), dataset, window)

Both forms are read: the lines of the scoring service, and those of Azure Machine Learning's data collector.
"""

from collected.labels import Labels, read_labels
from collected.reader import Collected, read
from collected.source import read_label_logs, read_logs
from collected.window import Window

__all__ = ["Collected", "Labels", "Window", "read", "read_label_logs", "read_labels", "read_logs"]
