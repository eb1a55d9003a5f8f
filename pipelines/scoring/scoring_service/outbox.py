"""A queue in memory and a thread that sends what is in it: whoever puts something in never waits, and never fails."""

import atexit
import os
import sys
import threading
import time
from collections import deque

# What is kept at most while it can't be sent, in bytes: what comes then takes the place of the oldest.
CAPACITY = 8 * 1024 * 1024
LONGEST_PAUSE = 60.0
# Seconds that the end of the process waits for the last batch.
PATIENCE_AT_EXIT = 5.0


class Outbox:
    """Takes pieces of content, each with a key, and sends them in batches, in their order.

    name: what reports call it.
    send: sends a list of (key, content), and takes from its front what it has sent; what it leaves when it raises is sent again.
    interval: seconds between two batches; twice as long after each failure, up to a minute.
    """

    def __init__(self, name: str, send, interval: float = 3.0, capacity: int = CAPACITY):
        self._name, self._send, self._interval, self._capacity = name, send, interval, capacity
        self._items: deque = deque()
        self._bytes = self._dropped = 0
        self._lock, self._stop = threading.Lock(), threading.Event()
        self._thread, self._process = None, None
        self._reported = -LONGEST_PAUSE

    def put(self, key: str, content: bytes) -> None:
        with self._lock:
            self._items.append((key, content))
            self._bytes += len(content)
            self._make_room()
            # A server may have forked since: a thread is its process's own.
            if self._process != os.getpid():
                self._start()

    def flush(self) -> None:
        """Sends what is there and ends the thread; returns in time even where sending hangs."""
        if self._process != os.getpid():
            return
        self._stop.set()
        self._thread.join(PATIENCE_AT_EXIT)
        with self._lock:
            lost = len(self._items) + self._dropped
        if lost or self._thread.is_alive():
            self._say(f"{lost or 'some'} lost at the end of the process")

    def _start(self) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
        try:
            self._thread.start()
        except RuntimeError as error:
            # No thread is to be had: the next one who puts something in tries again.
            self._say(f"not sent now: {error}")
            return
        if self._process is None:
            atexit.register(self.flush)
        self._process = os.getpid()

    def _run(self) -> None:
        pause, stopped = self._interval, False
        while not stopped:
            stopped = self._stop.wait(pause)
            pause = self._interval if self._send_all() else min(pause * 2, LONGEST_PAUSE)

    def _send_all(self) -> bool:
        with self._lock:
            batch, self._bytes = list(self._items), 0
            self._items.clear()
        why = None
        try:
            if batch:
                self._send(batch)
        except Exception as error:  # Whatever the other side or its client does: no request depends on it.
            why = f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
        with self._lock:
            if why is not None:
                self._items.extendleft(reversed(batch))
                self._bytes += sum(len(content) for _, content in batch)
                self._make_room()
        self._report(why)
        return why is None

    def _make_room(self) -> None:
        while self._bytes > self._capacity and self._items:
            self._bytes -= len(self._items.popleft()[1])
            self._dropped += 1

    def _report(self, why) -> None:
        now = time.monotonic()
        with self._lock:
            if not (why or self._dropped) or now - self._reported < LONGEST_PAUSE:
                return
            self._reported, waiting, dropped, self._dropped = now, len(self._items), self._dropped, 0
        parts = [f"{waiting} wait for another try, after {why}"] if why else []
        parts += [f"{dropped} dropped, as there was no room for more"] if dropped else []
        self._say("; ".join(parts))

    def _say(self, text: str) -> None:
        print(f"scoring: {self._name}: {text}", file=sys.stderr, flush=True)
