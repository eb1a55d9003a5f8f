"""The time that is looked at."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from mlops.step import BadInput

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# What jobs write where no time is given.
NOW = "now"


class Window(NamedTuple):
    """From a time on, and before another one; both in UTC."""

    start: datetime
    end: datetime

    @classmethod
    def of(cls, days: float, until: str = "", now: datetime | None = None) -> "Window":
        """The days before a time; now, if none is given, or if it says so."""
        if not days > 0:
            raise BadInput(f"--days is {days}; expected a number above 0")
        end = parse(until) if until not in ("", NOW) else now or datetime.now(timezone.utc)
        if end is None:
            raise BadInput(f"--until is '{until}'; expected a time such as 2026-03-08T00:00:00Z")
        try:
            return cls(end - timedelta(days=days), end)
        except OverflowError:
            raise BadInput(f"--days is {days}; the time before {iso(end)} does not go back so far") from None

    def __str__(self) -> str:
        """As ISO 8601 writes an interval."""
        return f"{iso(self.start)}/{iso(self.end)}"

    def hours(self) -> Iterator[datetime]:
        """The beginnings of the hours that have a part in it."""
        hour = self.start.replace(minute=0, second=0, microsecond=0)
        while hour < self.end:
            yield hour
            hour += HOUR

    def days(self) -> Iterator[datetime]:
        """The beginnings of the days that have a part in it."""
        day = self.start.replace(hour=0, minute=0, second=0, microsecond=0)
        while day < self.end:
            yield day
            day += DAY

    def parts(self) -> list["Window"]:
        """The window day by day."""
        return [Window(max(day, self.start), min(day + DAY, self.end)) for day in self.days()]


def parse(text: object) -> datetime | None:
    """A time in UTC, as a text of ISO 8601 says it; None if it is none. Without a zone it is UTC."""
    if not isinstance(text, str):
        return None
    try:
        time = datetime.fromisoformat(text)
        return time.replace(tzinfo=timezone.utc) if time.tzinfo is None else time.astimezone(timezone.utc)
    except (ValueError, OverflowError):
        return None


def iso(time: datetime) -> str:
    """A time as logs have it; milliseconds only where there are some."""
    exact = "milliseconds" if time.microsecond else "seconds"
    return time.astimezone(timezone.utc).isoformat(timespec=exact).replace("+00:00", "Z")
