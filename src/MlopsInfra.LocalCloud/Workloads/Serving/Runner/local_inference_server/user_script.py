"""The entry script: how it is imported, what its run() takes, and how that is called."""
import importlib.util
import inspect
import os
import signal
import sys
import time

from . import log

_MOST_LINES = 200


class ScriptError(Exception):
    """The script can't be served; the process ends with 3."""


class ScoringTimeout(Exception):
    """run() took longer than it may."""


class UserScriptError(Exception):
    """run() raised."""


class UserScript:
    """The script of one worker."""

    def __init__(self, settings):
        self._settings = settings
        self.takes_request = self.is_decorated = self._wants_headers = False
        self._alarmed = False
        self.run = None

    def load(self):
        """Imports the script and calls its init()."""
        path = self._settings.entry_script
        sys.path.append(self._settings.app_root)
        if self._settings.source_directory:
            sys.path.append(os.path.join(self._settings.app_root, self._settings.source_directory))
        try:
            module = self._import(path)
            self._read(module)
            log.script.info("Invoking user's init function")
            module.init()
        except BaseException as error:
            log.server.error("Encountered Exception while loading the entry script:", exc_info=True)
            self._list_model()
            raise ScriptError(str(error)) from error
        log.script.info("Users's init has completed successfully")
        signal.signal(signal.SIGALRM, self._alarm)

    def _import(self, path):
        if not os.path.isfile(path):
            raise ScriptError("No such file: %s" % path)
        log.script.info("Found user script at %s", os.path.realpath(path))
        spec = importlib.util.spec_from_file_location("entry_module", path)
        module = importlib.util.module_from_spec(spec)
        sys.modules["entry_module"] = module
        spec.loader.exec_module(module)
        for name in ("init", "run"):
            if not callable(getattr(module, name, None)):
                raise ScriptError("The entry script has no function %s()." % name)
        return module

    def _read(self, module):
        self.run = module.run
        parameters = list(inspect.signature(self.run).parameters.values())
        if any(each.kind in (each.VAR_POSITIONAL, each.VAR_KEYWORD) for each in parameters):
            raise ScriptError("run() may not take *args or **kwargs.")
        self._wants_headers = any(each.name == "request_headers" for each in parameters)
        self.parameters = [each for each in parameters if each.name != "request_headers"]
        if not self.parameters:
            raise ScriptError("run() takes no data.")
        self.takes_request = getattr(self.run, "is_rawhttp", False)
        schemas = sys.modules.get("inference_schema.schema_util")
        self.is_decorated = schemas is not None and schemas.is_schema_decorated(self.run)
        if self.is_decorated and self.takes_request:
            raise ScriptError("run() may not be decorated with both rawhttp and a schema.")
        if self.takes_request:
            log.script.info("run() is decorated with @rawhttp. Server will invoke it with the request.")
        elif self.is_decorated:
            log.script.info("run() is decorated with @input_schema. Server will invoke it with the following arguments: %s.",
                            ", ".join(each.name for each in self.parameters))
        else:
            log.script.info("run() is not decorated. Server will invoke it with the input in JSON string.")

    def call(self, headers, *values, **named):
        """Calls run(); the result, and how many seconds it took."""
        if self._wants_headers:
            named["request_headers"] = headers
        started = time.perf_counter()
        self._alarmed = False
        limit = self._settings.scoring_timeout_ms
        if limit > 0:
            signal.setitimer(signal.ITIMER_REAL, limit / 1000)
        try:
            result = self.run(*values, **named)
        except Exception as error:
            if self._alarmed and isinstance(error, TimeoutError):
                raise ScoringTimeout() from error
            raise UserScriptError() from error
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        return result, time.perf_counter() - started

    def _alarm(self, number, frame):
        self._alarmed = True
        raise TimeoutError("Scoring timeout after %d ms" % self._settings.scoring_timeout_ms)

    def _list_model(self):
        folder = self._settings.model_dir
        if not folder or not os.path.isdir(folder):
            return
        lines = []
        for parent, folders, files in os.walk(folder):
            folders.sort()
            lines += [os.path.join(parent, name) for name in sorted(files)]
        shown = "\n".join(lines[:_MOST_LINES]) + ("\n..." if len(lines) > _MOST_LINES else "")
        log.server.info("The model folder %s holds:\n%s", folder, shown)
