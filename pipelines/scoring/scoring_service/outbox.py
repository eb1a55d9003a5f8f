"""A queue in memory and a thread that sends what is in it: whoever puts something in never waits, and never fails."""

import atexit
import os
import sys
import threading
import time
from collections import deque

from .spill import SEGMENT

# What is kept in memory at most while it can't be sent, in bytes.
CAPACITY = 8 * 1024 * 1024
LONGEST_PAUSE = 60.0
# Seconds that the end of the process waits for the last batches of all outboxes.
PATIENCE_AT_EXIT = 5.0
_all: list = []


class Outbox:
    """Takes pieces of content, each with a key, and sends them in batches, in their order.

    name: what reports call it.
    send: sends a list of (key, content), and takes from its front what it has sent; what it leaves when it raises is sent again.
        It may return a list of what will never be taken.
    interval: seconds between two batches; twice as long after each failure, up to a minute.
    capacity: bytes in memory; what there is no room for is dropped, the oldest first.
    spill: a folder on disk, for what could not be sent twice in a row and what is above half of the capacity meanwhile. With it
        memory drops nothing before twice the capacity is reached, which takes more in a moment than the thread can write.
    gaps: is told what came late and what is lost, and makes notices of it, which are sent once sending works again.
    """

    def __init__(self, name: str, send, interval: float = 3.0, capacity: int = CAPACITY, spill=None, gaps=None):
        self._name, self._send, self._interval, self._capacity = name, send, interval, capacity
        self._spill, self._gaps = spill, gaps
        self._registered = False
        self._renew()
        os.register_at_fork(after_in_child=self._renew)

    def put(self, key: str, content: bytes) -> None:
        with self._lock:
            self._items.append((key, content))
            self._bytes += len(content)
            self._make_room()
            if self._spill is not None and self._bytes > self._capacity / 2:
                self._wake.set()
            if self._thread is None:
                self._start()

    def start(self) -> None:
        """Sends what an earlier process left on the disk, before anything is put in."""
        with self._lock:
            if self._thread is None:
                self._start()

    def ask_to_end(self) -> None:
        """Lets the thread send what is there and end."""
        self._stopping = True
        self._wake.set()

    def end(self, until: float) -> None:
        """Waits for the thread, then leaves to the next process what could not be sent, or says that it is lost."""
        if self._thread is None:
            return
        self._thread.join(max(0.0, until - time.monotonic()))
        with self._lock:
            # What hangs in sending may arrive or not: twice is better than never.
            left = self._sending + list(self._items)
            self._items.clear()
        if self._spill is None:
            self._dropped += len(left)
        else:
            # A thread that still hangs must not remove what is added now.
            self._abandoned = True
            self._spill.seal()
            self._keep(left)
            if self._gaps is not None:
                self._keep(self._gaps.take(), always=True)
            if kept := self._spill.lines:
                self._say(f"{kept} wait in {self._spill.folder} for the next process")
            self._spill.close()
        if self._dropped:
            self._say(f"{self._dropped} lost at the end of the process")

    def _renew(self) -> None:
        """Begins anew: at first, and where a server has forked. What waits is then its parent's, and so is the thread."""
        self._items: deque = deque()
        self._bytes = self._dropped = 0
        # How many at the front have been tried.
        self._tried = 0
        self._sending: list = []
        self._abandoned = False
        self._lock, self._wake = threading.Lock(), threading.Event()
        self._thread, self._stopping, self._failures = None, False, 0
        self._reported = self._adopted = -LONGEST_PAUSE
        for part in (self._spill, self._gaps):
            if part is not None:
                part.renew()

    def _start(self) -> None:
        thread = threading.Thread(target=self._run, name=self._name, daemon=True)
        try:
            thread.start()
        except RuntimeError as error:
            # No thread is to be had: the next one who puts something in tries again.
            self._say(f"not sent now: {error}")
            return
        self._thread = thread
        if not self._registered:
            self._registered = True
            if not _all:
                atexit.register(_end_all)
            _all.append(self)

    def _run(self) -> None:
        pause, stopped = self._interval, False
        while not stopped:
            self._wait(pause)
            stopped = self._stopping
            pause = self._interval if self._send_all() else min(pause * 2, LONGEST_PAUSE)

    def _wait(self, pause: float) -> None:
        until = time.monotonic() + pause
        while not self._stopping and (left := until - time.monotonic()) > 0:
            is_full = self._wake.wait(min(left, self._interval))
            if self._stopping or not self._failures and not is_full:
                continue
            self._wake.clear()
            if not self._failures:
                return
            self._relieve()

    def _send_all(self) -> bool:
        why = None
        try:
            self._send_spilled()
            self._send_waiting()
            self._send_notices()
        except Exception as error:  # Whatever the other side or its client does: no request depends on it.
            why = f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
        self._failures = 0 if why is None else self._failures + 1
        if self._failures:
            self._relieve()
        self._report(why)
        return not self._failures

    def _send_spilled(self) -> None:
        if self._spill is None:
            return
        if time.monotonic() - self._adopted >= LONGEST_PAUSE:
            self._adopted = time.monotonic()
            self._spill.adopt()
        while (segment := self._spill.oldest()) is not None:
            items, broken = segment
            late = list(items)
            refused = self._send(items) or [] if items else []
            if self._abandoned:
                return
            self._spill.remove_oldest()
            self._count([each for each in late if each not in refused], refused + broken)

    def _send_waiting(self) -> None:
        with self._lock:
            batch, late = list(self._items), list(self._items)[:self._tried]
            self._items.clear()
            self._bytes = self._tried = 0
            self._sending = batch
        refused = []
        try:
            if batch:
                refused = self._send(batch) or []
        finally:
            with self._lock:
                self._items.extendleft(reversed(batch))
                self._bytes += sum(len(content) for _, content in batch)
                self._tried, self._sending = len(batch), []
                if self._spill is None:
                    self._make_room()
            left = set(map(id, batch)) | set(map(id, refused))
            self._count([each for each in late if id(each) not in left], refused)

    def _send_notices(self) -> None:
        if self._gaps is None:
            return
        notices = self._gaps.take()
        try:
            if notices:
                self._send(notices)
        finally:
            self._gaps.give_back(notices)

    def _relieve(self) -> None:
        """Moves to the disk what is above half of the capacity, and all of it where a second try has failed.

        So a process that is killed takes little with it.
        """
        most = self._capacity / 2 if self._failures < 2 else 0
        while self._spill is not None:
            with self._lock:
                taken, size = [], 0
                while self._items and self._bytes > most and size < SEGMENT:
                    taken.append(self._items.popleft())
                    size += len(taken[-1][1])
                    self._bytes -= len(taken[-1][1])
                    self._tried = max(0, self._tried - 1)
            if not taken:
                return
            self._keep(taken)

    def _keep(self, items: list, always: bool = False) -> None:
        """Writes items to the disk, and counts those that there is no room for."""
        try:
            lost = self._spill.write(items, always) if items else []
        except OSError as error:
            self._say(f"not written to {self._spill.folder}: {error.strerror or error}")
            lost = items
        with self._lock:
            self._dropped += len(lost)
        self._count([], lost)

    def _make_room(self) -> None:
        lost, most = [], self._capacity * (1 if self._spill is None else 2)
        while self._bytes > most and self._items:
            lost.append(self._items.popleft())
            self._bytes -= len(lost[-1][1])
            self._tried = max(0, self._tried - 1)
        self._dropped += len(lost)
        self._count([], lost)

    def _count(self, late: list, lost: list) -> None:
        if self._gaps is not None:
            self._gaps.add(late, lost)

    def _report(self, why) -> None:
        now = time.monotonic()
        with self._lock:
            if not (why or self._dropped) or now - self._reported < LONGEST_PAUSE:
                return
            self._reported, waiting, dropped, self._dropped = now, len(self._items), self._dropped, 0
        spilled = self._spill.lines if self._spill is not None else 0
        on_disk = f" ({spilled} of them on disk)" if spilled else ""
        parts = [f"{waiting + spilled} wait for another try{on_disk}, after {why}"] if why else []
        parts += [f"{dropped} dropped, as there was no room for more"] if dropped else []
        self._say("; ".join(parts))

    def _say(self, text: str) -> None:
        print(f"scoring: {self._name}: {text}", file=sys.stderr, flush=True)


def _end_all() -> None:
    until = time.monotonic() + PATIENCE_AT_EXIT
    for outbox in _all:
        outbox.ask_to_end()
    for outbox in _all:
        outbox.end(until)
