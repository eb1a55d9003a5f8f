"""The main process: options, banner, and the workers until the end."""
import errno
import os
import socket
import sys
import time

from . import VERSION, log, names
from .master import Master
from .settings import ConfigurationError, Settings
from .user_script import ScriptError
from .worker import load

HOST = "127.0.0.1"
_RETRIES = 5


def main(arguments):
    """Serves; never returns."""
    log.start()
    try:
        settings = Settings(arguments)
    except ConfigurationError as error:
        log.server.critical("Configuration Error: %s", error)
        sys.exit(3)
    if settings.entry_script is None:
        log.server.error("No entry script is given.")
        log.server.error("Name one with --entry_script, or as AZUREML_ENTRY_SCRIPT in the file of --config_file.")
        sys.exit(1)
    settings.publish(VERSION)
    names.install()
    _write_banner(settings)
    try:
        routes = load(settings) if settings.preload else None
    except ScriptError:
        sys.exit(3)
    ports = [settings.port] + ([settings.health_port] if settings.separate_health else [])
    sys.exit(Master(settings, [_listen(port) for port in dict.fromkeys(ports)], routes).run())


def _listen(port):
    for attempt in range(_RETRIES + 1):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
            listener.listen(2048)
            listener.setblocking(False)
            return listener
        except OSError as error:
            listener.close()
            if error.errno != errno.EADDRINUSE:
                log.processes.error("Can't listen at %s:%d: %s", HOST, port, error)
                sys.exit(1)
            log.processes.error("Connection in use: ('%s', %d)", HOST, port)
            if attempt < _RETRIES:
                log.processes.error("Retrying in 1 second.")
                time.sleep(1)
    log.processes.error("Can't connect to ('%s', %d)", HOST, port)
    sys.exit(1)


def _write_banner(settings):
    told = [
        ("Entry Script Name", os.environ["AZUREML_ENTRY_SCRIPT"]), ("Model Directory", settings.model_dir),
        ("Config File", settings.config_file), ("Worker Count", settings.worker_count),
        ("Worker Timeout (seconds)", settings.worker_timeout), ("Server Port", settings.port),
        ("Health Port", settings.health_port), ("Application Insights Enabled", "false"),
        ("Application Insights Key", None), ("Inferencing HTTP server version", VERSION),
        ("CORS for the specified origins", settings.origins),
        ("Create dedicated endpoint for health", settings.health_port if settings.separate_health else None),
    ]
    lines = ["", "Local inference server, with the contract of the Azure ML Inferencing HTTP server v%s" % VERSION.split("/")[1],
             "", "", "Server Settings", "-" * 15]
    lines += ["%s: %s" % each for each in told]
    lines += ["", "", "Server Routes", "-" * 15, "Liveness Probe: GET   %s:%d/" % (HOST, settings.port),
              "Score:          POST  %s:%d/score" % (HOST, settings.port), "", ""]
    sys.stdout.write("\n".join(lines))
    # What is left in the buffer would be written by each worker once more.
    sys.stdout.flush()
