"""The time of a request: the server's clock, or what a header says where traffic is replayed or simulated."""

import os
import sys
from datetime import datetime, timezone

# What a replay may say. Others are a mistake of who sends: folders of hours are made of them.
FIRST_YEAR, LAST_YEAR = 2000, 2099


class RequestTime:
    """Tells when a request came; SCORING_TIME_HEADER names the header that says so.

    Without that variable no caller can choose: the time decides where a request is logged, and which window it belongs to.
    """

    def __init__(self, environment=os.environ):
        # Servers hand over headers by names such as X-Mlops-Time.
        self._header = (environment.get("SCORING_TIME_HEADER") or "").strip().title()
        self._said = False

    def of(self, headers: dict) -> tuple:
        """The time in UTC, and whether a header was ignored as it said none: then it is the clock's."""
        text = headers.get(self._header) if self._header else None
        if text is None:
            return datetime.now(timezone.utc), False
        moment = parse(text)
        if moment is not None:
            return moment, False
        if not self._said:
            self._said = True
            print(f"scoring: {self._header}: expected a time with its zone, as in 2026-01-31T08:00:00Z, of the years "
                  f"{FIRST_YEAR} to {LAST_YEAR}, got {text[:60]!r}: the clock's time is taken. This is said once; "
                  "all such lines of the log have timeIgnored", file=sys.stderr, flush=True)
        return datetime.now(timezone.utc), True


def parse(text: str):
    """An ISO 8601 time with its zone, in UTC; None if it is none."""
    try:
        moment = datetime.fromisoformat(text.strip())
        if moment.tzinfo is None:
            return None
        moment = moment.astimezone(timezone.utc)
    except (ValueError, OverflowError):
        return None
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None


def text_of(moment: datetime) -> str:
    """A time as logs say it, with milliseconds."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
