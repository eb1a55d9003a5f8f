"""Where the files of a log lie: one folder for each hour, or for each day."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from collected.window import Window
from mlops.step import BadInput

YEAR = re.compile(r"\d{4}")
# Of modelDataCollector/ENDPOINT/DEPLOYMENT/COLLECTION/yyyy, seen from outside.
DEEPEST = 4


def hour_files(root: Path, collection: str, window: Window) -> Iterator[tuple[Path, datetime]]:
    """The files of the hours of a window, with their hour. No other folder is opened.

    collection: of the data collector's collections, the one that is meant.
    """
    for log in logs(root, collection):
        for hour in window.hours():
            for file in files_in(log / hour.strftime("%Y/%m/%d/%H"), (".jsonl",)):
                yield file, hour


def day_files(root: Path, window: Window) -> Iterator[Path]:
    """The files of the days of a window."""
    for log in logs(root, ""):
        for day in window.days():
            yield from files_in(log / day.strftime("%Y/%m/%d"), (".jsonl", ".csv"))


def logs(root: Path, collection: str) -> list[Path]:
    """The folders that have years in them."""
    found: list[Path] = []
    level = [root]
    for _ in range(DEEPEST + 1):
        below = []
        for folder in level:
            inside = folders_in(folder)
            if any(YEAR.fullmatch(each.name) for each in inside):
                found.append(folder)
            else:
                below += inside
        level = below
    return [log for log in found if is_meant(log.relative_to(root), collection)] if collection else found


def is_meant(log: Path, collection: str) -> bool:
    """Logs of the service stand at the top; of those of the collector, each collection has a folder."""
    return log == Path() or log.name == collection or not log.name.startswith(("model_", "request", "response"))


def folders_in(folder: Path) -> list[Path]:
    try:
        return sorted(each for each in folder.iterdir() if each.is_dir())
    except OSError as error:
        raise closed(folder, error) from error


def files_in(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    try:
        return sorted(each for each in folder.iterdir() if each.name.endswith(suffixes) and each.is_file())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise closed(folder, error) from error


def closed(folder: Path, error: OSError) -> BadInput:
    return BadInput(f"{folder}: {error.strerror or error}; is its storage open to this job? Nothing was written; "
                    "run it again once it is")
