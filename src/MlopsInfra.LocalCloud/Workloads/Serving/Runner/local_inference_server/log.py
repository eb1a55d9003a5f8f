"""The log lines: the server's own on standard output, those of its processes and all else on standard error."""
import builtins
import json
import logging
import logging.config
import os
import sys
import time

server = logging.getLogger("azmlinfsrv")
processes = logging.getLogger("gunicorn.error")
access = logging.getLogger("gunicorn.access")
script = logging.getLogger("azmlinfsrv.user_script")
swagger = logging.getLogger("azmlinfsrv.swagger")
_printed = logging.getLogger("azmlinfsrv.print")


class _Formatter(logging.Formatter):
    converter = time.gmtime

    def format(self, record):
        text = "%s %s [%d] %s - %s" % (self.formatTime(record), record.levelname[0], os.getpid(), record.name,
                                      record.getMessage())
        return text + ("\n" + self.formatException(record.exc_info) if record.exc_info else "")


class _Stream(logging.StreamHandler):
    """Writes to what the stream is at that time, and at once."""

    def __init__(self, name):
        logging.Handler.__init__(self)
        self._name = name
        self.setFormatter(_Formatter())

    @property
    def stream(self):
        return getattr(sys, self._name)


def start():
    """Sets the loggers up, and lets print() of the script write a line of the log."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s:%(name)s:%(message)s")
    for logger, stream in ((server, "stdout"), (access, "stdout"), (processes, "stderr")):
        logger.handlers = [_Stream(stream)]
        logger.setLevel(logging.INFO)
        logger.propagate = False
    write = builtins.print

    def print_to_log(*values, **options):
        if options.get("file") not in (None, sys.stdout):
            return write(*values, **options)
        _printed.info((options.get("sep") or " ").join(str(value) for value in values))

    builtins.print = print_to_log


def configure(settings):
    """Applies the script's own logging.json on top, if there is one."""
    for folder in (settings.app_root, os.path.dirname(settings.entry_script)):
        path = os.path.join(folder, "logging.json")
        if os.path.isfile(path):
            with open(path, encoding="utf-8") as file:
                logging.config.dictConfig(json.load(file))
            return


def request(message, status, size, seconds):
    """The server's own line of a request."""
    server.info("%s %s %d %.3fms %s", message.method, message.target, status, seconds * 1000, "N/A" if size is None else size)


def accessed(message, status, size):
    """The line of a request as web servers have it. The probes of a liveness route would fill the log."""
    if (message.method, message.target, message.version) == ("GET", "/", "HTTP/1.1"):
        return
    access.info("127.0.0.1 - - [%s] \"%s %s %s\" %d %s \"%s\" \"%s\"", time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime()),
                message.method, message.target, message.version, status, "-" if size is None else size,
                message.header("referer") or "-", message.header("user-agent") or "-")
