"""What a line of a log says: a request with its rows, or a notice of what is missing."""

import re
from datetime import datetime
from typing import NamedTuple

from collected.lines import Line
from collected.window import parse

INPUTS, OUTPUTS = "model_inputs", "model_outputs"
# The ids of the requests by which releases try a service, from outside and from inside of the network: no traffic of anybody.
TRIAL = re.compile(r"(release|smoke)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Event(NamedTuple):
    """A request as it was asked, or as it was answered."""

    request: str
    time: datetime
    status: int
    model: str | None
    version: str | None
    release: str | None
    rows: list
    # Which process wrote the line, and its number there; None where logs do not say.
    writer: tuple[str, str] | None
    sequence: int | None


class Notice(NamedTuple):
    """What a process of the service says of its log: lines that came late, and lines that are lost."""

    late: int
    lost: int


def of(line: Line, log: str) -> Event | Notice | str:
    """What a line says; in words what is wrong with it, if it says nothing.

    log: INPUTS or OUTPUTS.
    """
    content = line.content
    if content.get("kind") == "notice":
        return Notice(count(content.get("late")), count(content.get("lost")))
    collector = "specversion" in content
    request = identity(content, collector)
    rows = content.get("data" if collector or log == INPUTS else "predictions")
    if collector and isinstance(rows, dict):
        rows = [rows]
    if not request:
        return "a line without the id of a request"
    if not isinstance(rows, list):
        return "its rows lie elsewhere (datainblob)" if "datainblob" in content else "a line without rows"
    time = parse(content.get("time"))
    if time is None:
        return "a line without a time"
    status = content.get("status")
    release = deployment(line) if collector else text(content.get("release"))
    version = text(content.get("modelversion" if collector else "modelVersion"))
    return Event(request, time, status if isinstance(status, int) else 200, text(content.get("model")),
                 None if collector and version == "default" else version, release, rows, *numbered(content))


def is_trial(request: str) -> bool:
    """Whether a release asked, to try the service."""
    return TRIAL.fullmatch(request) is not None


def identity(content: dict, collector: bool) -> str | None:
    names = ("correlationid", "xrequestid") if collector else ("requestId",)
    return next((found for name in names if (found := text(content.get(name)))), None)


def deployment(line: Line) -> str | None:
    """Of .../ENDPOINT/DEPLOYMENT/model_inputs/yyyy/MM/dd/HH/INSTANCE.jsonl, which is all that says where an event comes from."""
    parts = line.file.parts
    return next((parts[at - 1] for at in range(len(parts) - 1, 0, -1) if parts[at] in (INPUTS, OUTPUTS)), None)


def numbered(content: dict) -> tuple[tuple[str, str] | None, int | None]:
    process, sequence = text(content.get("process")), content.get("sequence")
    if process is None or not isinstance(sequence, int) or isinstance(sequence, bool):
        return None, None
    return (text(content.get("replica")) or "", process), sequence


def text(value: object) -> str | None:
    """A value as a text, as versions are also written as numbers."""
    if isinstance(value, bool) or value is None:
        return None
    return str(value) if isinstance(value, (str, int)) and str(value) else None


def count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
