"""One process that answers: one request at a time, in the order in which they came."""
import atexit
import os
import select
import signal
import socket
import sys
import time

from . import log, wire
from .routes import Routes
from .swagger import Swagger
from .user_script import ScriptError, UserScript

INIT_FAILED = 3


def load(settings):
    """Imports the script, calls its init() and makes the routes."""
    sys.stdout.write("Initializing logger\n")
    sys.stdout.flush()
    log.server.info("Starting up app insights client")
    script = UserScript(settings)
    script.load()
    swagger = Swagger(settings, script)
    log.configure(settings)
    log.server.info("Scoring timeout is set to %d", settings.scoring_timeout_ms)
    return Routes(settings, script, swagger)


class Worker:
    """A worker, in its own process.

    heart: called with the time whenever the worker shows that it lives.
    """

    def __init__(self, settings, listeners, heart, routes):
        self._settings, self._listeners, self._heart, self._routes = settings, listeners, heart, routes
        self._alive, self._woken = True, None
        self._parent = os.getppid()

    def run(self):
        """Serves until it is told to end; never returns."""
        # A signal ends the waiting for a connection, too.
        self._woken, woken_by = os.pipe()
        os.set_blocking(woken_by, False)
        signal.set_wakeup_fd(woken_by, warn_on_full_buffer=False)
        signal.signal(signal.SIGTERM, self._end)
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGABRT):
            signal.signal(number, self._cut)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        log.processes.info("Booting worker with pid: %d", os.getpid())
        code = 0
        try:
            if self._routes is None:
                self._routes = load(self._settings)
            log.server.info("Worker with pid %d ready for serving traffic", os.getpid())
            self._serve()
            log.processes.info("Worker exiting (pid: %d)", os.getpid())
        except ScriptError:
            log.processes.info("Worker exiting (pid: %d)", os.getpid())
            code = INIT_FAILED
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        except BaseException:
            log.processes.exception("Exception in worker process")
            code = INIT_FAILED
        # As a worker of the other server does: what the script has to say at the end, it says now.
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)

    def _end(self, number, frame):
        self._alive = False

    def _cut(self, number, frame):
        self._alive = False
        raise SystemExit(1 if number == signal.SIGABRT else 0)

    def _serve(self):
        while self._alive and os.getppid() == self._parent:
            self._heart(time.monotonic())
            ready, _, _ = select.select(self._listeners + [self._woken], [], [], 1.0)
            if self._woken in ready:
                ready.remove(self._woken)
                os.read(self._woken, 4096)
            for listener in ready if self._alive else []:
                try:
                    connection, _ = listener.accept()
                except (BlockingIOError, ConnectionAbortedError):
                    continue  # Another worker has it, or it is gone.
                self._heart(time.monotonic())
                self._handle(connection)

    def _handle(self, connection):
        connection.setblocking(True)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        message = None
        try:
            message = wire.Message(connection)
            self._answer(connection, message)
        except wire.BadRequest as error:
            log.processes.warning("Invalid request from ip=127.0.0.1: %s", error)
            _try_page(connection, error.status, error.reason, error.message)
        except ConnectionError:
            pass  # The client is gone: nobody is left to be told.
        except BaseException:
            # SystemExit and KeyboardInterrupt of the script too: the worker lives on, unless it was told to end.
            log.processes.exception("Error handling request %s", message.target if message else "")
            _try_page(connection, 500, "Internal Server Error", "")
        finally:
            _close(connection, message)

    def _answer(self, connection, message):
        answer = self._routes.answer(message)
        size = wire.write(connection, message, answer.status, answer.headers, answer.parts)
        if answer.is_logged:
            log.request(message, answer.status, size, time.perf_counter() - message.started)
        log.accessed(message, answer.status, size)


def _try_page(connection, status, reason, text):
    try:
        wire.write_page(connection, status, reason, text)
    except OSError:
        pass  # The client is gone.


def _close(connection, message):
    try:
        # What was sent and not read would reset the connection before the client has its answer.
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(0)
        connection.recv(65536)
    except OSError:
        pass  # Nothing was left, or the client is gone.
    if message:
        message.close()
    connection.close()
