"""Starts workers, replaces those that end, and ends all."""
import mmap
import os
import select
import signal
import struct
import time

from . import log
from .worker import INIT_FAILED, Worker

_GRACE = 30.0
_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGCHLD)


class _Child:
    def __init__(self, slot):
        self.slot, self.started, self.aborted = slot, time.monotonic(), False


class Master:
    """The main process."""

    def __init__(self, settings, listeners, routes):
        self._settings, self._listeners, self._routes = settings, listeners, routes
        self._children = {}
        # When each worker was last seen alive, in memory that they share; 0: its init() still goes on.
        self._hearts = mmap.mmap(-1, 8 * 256)
        self._wake_reader, self._wake_writer = os.pipe()
        self._got = []

    def run(self):
        """Goes on until the end; the exit code of the server."""
        for end in (self._wake_reader, self._wake_writer):
            os.set_blocking(end, False)
        for number in _SIGNALS:
            signal.signal(number, self._note)
        for listener in self._listeners:
            log.processes.info("Listening at: http://%s:%d (%d)", *(listener.getsockname() + (os.getpid(),)))
        log.processes.info("Using worker: sync")
        while True:
            code = self._reap()
            if code is not None:
                return code
            self._fill()
            self._abort_silent()
            if not self._got:
                select.select([self._wake_reader], [], [], 0.5)
            self._drain()
            code = self._obey()
            if code is not None:
                return code

    def _note(self, number, frame):
        if number != signal.SIGCHLD:
            self._got.append(number)
        try:
            os.write(self._wake_writer, b".")
        except BlockingIOError:
            pass  # It is awake as it is.

    def _drain(self):
        try:
            while os.read(self._wake_reader, 4096):
                pass
        except BlockingIOError:
            pass  # All is read.

    def _obey(self):
        while self._got:
            number = self._got.pop(0)
            log.processes.info("Handling signal: %s", signal.Signals(number).name[3:].lower())
            if number == signal.SIGHUP:
                self._reload()
            else:
                return self._stop(signal.SIGTERM if number == signal.SIGTERM else signal.SIGQUIT, 0)
        return None

    def _fill(self):
        while len(self._children) < self._settings.worker_count:
            self._spawn()

    def _spawn(self):
        taken = {child.slot for child in self._children.values()}
        slot = next(number for number in range(256) if number not in taken)
        self._beat(slot, 0.0)
        process = os.fork()
        if process:
            self._children[process] = _Child(slot)
            return
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        os.close(self._wake_reader)
        os.close(self._wake_writer)
        Worker(self._settings, self._listeners, lambda now: self._beat(slot, now), self._routes).run()

    def _beat(self, slot, now):
        struct.pack_into("d", self._hearts, 8 * slot, now)

    def _reap(self):
        while self._children:
            try:
                process, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return None
            if process == 0:
                return None
            child = self._children.pop(process, None)
            if child is None:
                continue  # A process of the script's own that was left to this one.
            if os.WIFSIGNALED(status):
                number = os.WTERMSIG(status)
                log.processes.error("Worker (pid:%d) was sent %s!%s", process, signal.Signals(number).name,
                                    " Perhaps out of memory?" if number == signal.SIGKILL else "")
            elif os.WEXITSTATUS(status) == INIT_FAILED:
                log.processes.error("Worker failed to boot.")
                log.processes.info("Shutting down: Master")
                log.processes.info("Reason: Worker failed to boot.")
                return self._stop(signal.SIGTERM, INIT_FAILED)
            elif os.WEXITSTATUS(status) != 0:
                log.processes.error("Worker (pid:%d) exited with code %d", process, os.WEXITSTATUS(status))
            # One that ends as soon as it starts would be started without a pause.
            if time.monotonic() - child.started < 0.5:
                time.sleep(0.5)
        return None

    def _abort_silent(self):
        now = time.monotonic()
        for process, child in self._children.items():
            seen = struct.unpack_from("d", self._hearts, 8 * child.slot)[0]
            if self._settings.worker_timeout <= 0 or seen == 0.0 or now - seen <= self._settings.worker_timeout:
                continue
            if not child.aborted:
                log.processes.critical("WORKER TIMEOUT (pid:%d)", process)
            self._kill(process, signal.SIGKILL if child.aborted else signal.SIGABRT)
            child.aborted = True

    def _reload(self):
        old = list(self._children)
        for _ in range(self._settings.worker_count):
            self._spawn()
        for process in old:
            self._kill(process, signal.SIGTERM)

    def _stop(self, number, code):
        for listener in self._listeners:
            listener.close()
        for process in self._children:
            self._kill(process, number)
        end = time.monotonic() + _GRACE
        while self._children and time.monotonic() < end:
            try:
                process, _ = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                break
            self._children.pop(process, None)
            if process == 0:
                time.sleep(0.02)
        for process in self._children:
            self._kill(process, signal.SIGKILL)
        log.processes.info("Shutting down: Master")
        return code

    @staticmethod
    def _kill(process, number):
        try:
            os.kill(process, number)
        except ProcessLookupError:
            pass  # It has ended by itself.
