"""Counts lines that came late or are lost, and makes notices of it for who reads the log."""

import json
import re
import threading
from datetime import datetime, timezone

from .request_time import text_of

_NOTICE = b'{"kind":"notice",'
# The first member of all other lines.
_TIME = re.compile(rb'"time":"([^"]{1,40})"')


class Gaps:
    """Late and lost lines of a log, by the hour that they belong to: who reads an hour has to find what is missing in it.

    about: what each notice says besides (replica, process), asked for each time.
    """

    def __init__(self, about):
        self._about = about
        self.renew()

    def renew(self) -> None:
        """Begins anew: at first, and after a fork."""
        self._lock = threading.Lock()
        # By hour: late, lost, the first and the last time of such a line.
        self._hours: dict = {}
        self._notices: list = []

    def add(self, late: list, lost: list) -> None:
        """Counts lines, each with its hour."""
        with self._lock:
            for hour, content in late:
                if not content.startswith(_NOTICE):
                    self._add(hour, 1, 0, _times(content))
            for hour, content in lost:
                if content.startswith(_NOTICE):
                    # What it says has to be said by another one.
                    said = json.loads(content)
                    self._add(hour, said["late"], said["lost"], (said["from"], said["until"]))
                else:
                    self._add(hour, 0, 1, _times(content))

    def take(self) -> list:
        """Notices that nobody has sent yet."""
        with self._lock:
            now = text_of(datetime.now(timezone.utc))
            taken = self._notices + [self._notice(now, *each) for each in self._hours.items()]
            self._notices, self._hours = [], {}
            return taken

    def give_back(self, notices: list) -> None:
        """Keeps notices that could not be sent. They are sent as they are: one that arrives twice is the same twice."""
        with self._lock:
            self._notices[:0] = notices

    def _add(self, hour: str, late: int, lost: int, times: tuple) -> None:
        counts = self._hours.setdefault(hour, [0, 0, None, None])
        counts[0] += late
        counts[1] += lost
        if times[0] is not None:
            counts[2] = min(counts[2] or times[0], times[0])
            counts[3] = max(counts[3] or times[1], times[1])

    def _notice(self, now: str, hour: str, counts: list) -> tuple:
        late, lost, first, last = counts
        record = {"kind": "notice", "time": now} | self._about() | {"late": late, "lost": lost, "from": first, "until": last}
        return hour, json.dumps(record, separators=(",", ":")).encode("utf-8") + b"\n"


def _times(content: bytes) -> tuple:
    found = _TIME.search(content)
    time = found and found[1].decode("ascii", "replace")
    return time, time
