"""Which window is collected: some days, and what no earlier run has collected before them."""

import argparse
from datetime import datetime, timedelta

from collected import Window
from collected.window import parse
from mlops import tags
from mlops.data_assets import FEEDBACK
from mlops.data_assets import TRAINING_DATA as ASSET
from mlops.rest import RestError
from mlops.step import BadInput
from mlops.workspace import Workspace, current_workspace

# The tag of versions that says their window.
FROM = "mlops.from"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What both forms of the pipeline say of the window."""
    parser.add_argument("--days", type=float, default=7.0, help="how many days are collected")
    parser.add_argument("--until", default="", help="the end of the window, ISO 8601; now, if empty")
    parser.add_argument("--lookback-days", type=float, default=30.0, help="how far back a gap before the window is made up for")


def choose(days: float, until: str, lookback_days: float) -> Window:
    """The days before a time. Where the newest version that this pipeline made ends earlier, from there on, but not further back than
    lookback_days: runs that failed, or that never started, leave no gap."""
    if lookback_days < 0:
        raise BadInput(f"--lookback-days is {lookback_days}; expected a number from 0 on")
    window = Window.of(days, until)
    try:
        workspace = current_workspace()
        last = last_end(workspace, window.end) if workspace else None
    except RestError as error:
        raise BadInput(f"the versions of {ASSET} could not be looked up: {error}") from error
    if last is None or last >= window.start:
        return window
    start = max(last, window.start - timedelta(days=lookback_days))
    print(f"the last version ends at {last.isoformat()}: the window begins there, and not {days:g} days before its end")
    return Window(start, window.end)


def last_end(workspace: Workspace, before: datetime) -> datetime | None:
    """Where the windows of earlier versions end."""
    ends = [parse(window_of(version).partition("/")[2]) for version in workspace.list(f"data/{ASSET}/versions")]
    return max((end for end in ends if end is not None and end <= before), default=None)


def window_of(version: dict) -> str:
    known = version["properties"].get("tags") or {}
    return known.get(FROM, "") if known.get(tags.SOURCE) == FEEDBACK else ""
