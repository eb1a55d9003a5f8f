"""How a step reads and writes files, and how it ends on bad input."""

import json
import math
import sys
from pathlib import Path


class BadInput(Exception):
    """The input of a step cannot be used; the message says what and where."""


def run(step) -> None:
    """Runs a step; bad input ends it with one line on stderr and exit code 2, without a stack trace."""
    try:
        step()
    except BadInput as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2)


def write_json(path: Path, value: dict, in_order: bool = False) -> None:
    """Writes a file; in_order: whether keys stay in their order, as those of features have to."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=2, sort_keys=not in_order) + "\n", encoding="utf-8")


def read_json(path: Path) -> dict:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from error
    except ValueError as error:
        raise BadInput(f"{path}: not JSON ({error})") from error
    if not isinstance(value, dict):
        raise BadInput(f"{path}: expected a JSON object")
    return value


def number(value) -> float | None:
    """The value as a finite number; None if it is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return None
    return float(value)
