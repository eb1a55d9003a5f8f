"""Lines of JSON, as they lie in blobs: what was cut off is counted, and what stands beside it is kept."""

import json
import re
from collections import Counter
from collections.abc import Callable, Container, Iterator
from pathlib import Path
from typing import NamedTuple

from mlops.step import BadInput

DECODER = json.JSONDecoder()
# A line of a log starts so, of whichever form it is.
START = re.compile(r'\{\s*"')
IDS = re.compile(rb'"(?:requestId|correlationid|xrequestid)"\s*:\s*"([^"\\]*)"')


class Line(NamedTuple):
    """An object, and where it stood."""

    file: Path
    number: int
    content: dict


def read(file: Path, counts: Counter, reject: Callable[[dict], None], only: Container[str] | None = None) -> Iterator[Line]:
    """The objects of a file, one after the other.

    counts: gets `lines`, and `truncated` for what is no JSON.
    reject: is told where something stands that is no object; not what it is, as that may be personal.
    only: ids of requests; lines that say another one are passed over, which is much faster than reading them.
    """
    try:
        with file.open("rb") as stream:
            for number, line in enumerate(stream, 1):
                line = line.strip(b" \t\r\n\0")
                if not line or only is not None and is_other(line, only):
                    continue
                counts["lines"] += 1
                for content in objects(line):
                    if isinstance(content, dict):
                        yield Line(file, number, content)
                    else:
                        counts["truncated"] += 1
                        reject({"reason": "a line that is cut off, or no JSON object", "file": file.name, "line": number,
                                "bytes": len(line)})
    except OSError as error:
        raise BadInput(f"{file}: {error.strerror or error}; is its storage open to this job? Nothing was written; "
                       "run it again once it is") from error


def is_other(line: bytes, only: Container[str]) -> bool:
    """Whether a line says ids, and none of these."""
    ids = IDS.findall(line)
    return bool(ids) and not any(found.decode("utf-8", "replace") in only for found in ids)


def objects(line: bytes) -> Iterator[dict | None]:
    """What stands in a line: an object, or several; None for each part that is no JSON object."""
    try:
        content = json.loads(line)
        yield content if isinstance(content, dict) else None
        return
    except (ValueError, RecursionError):
        text = line.decode("utf-8", "replace")
    at = 0
    while at < len(text):
        try:
            content, end = DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            content, end = None, at
        if isinstance(content, dict):
            yield content
            at = len(text) - len(text[end:].lstrip(" \t\r\n\0"))
            continue
        yield None
        at = following(text, max(end, at + 1))


def following(text: str, after: int) -> int:
    """Where a whole object stands that ends the text, as it was appended after a line that was cut off; the end if there is none."""
    for match in START.finditer(text, after):
        try:
            content, end = DECODER.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            continue
        # A row stands within its request, and ends no line but one that is cut off right after it.
        if isinstance(content, dict) and is_own(content) and not text[end:].strip(" \t\r\n\0"):
            return match.start()
    return len(text)


def is_own(content: dict) -> bool:
    """Whether an object is a line of a log, and no part of one."""
    return "time" in content and ("requestId" in content or "specversion" in content or content.get("kind") == "notice")
