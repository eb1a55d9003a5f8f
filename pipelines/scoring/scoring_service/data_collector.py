"""Azure Machine Learning's data collector: gives what was asked and answered to the agent that runs beside the service.

By Microsoft's package azureml-ai-monitoring, and by plain calls where that is not installed.
"""

import json
import os
import sys
import urllib.request
import uuid
import zlib
from datetime import datetime

from .outbox import Outbox

INPUTS, OUTPUTS = "model_inputs", "model_outputs"


class DataCollector:
    """Gives requests and predictions to a sink, by a thread: no request waits for the agent or fails with it."""

    def __init__(self, sink):
        self._sink = sink
        self._outbox = Outbox("data collector", self._send, interval=0.5)

    @classmethod
    def open(cls, environment=os.environ):
        """The collector, if the deployment asks for one (AZUREML_MDC_ENABLED, or AZUREML_MDC_CONFIG_PATH); else None."""
        try:
            collections = _collections(environment)
            return cls(_sink(collections, environment)) if collections else None
        except Exception as error:  # Whatever the package does: scoring goes on without it.
            _say(f"nothing is collected: {type(error).__name__}: {error}")
            return None

    def add(self, request_id: str, when: datetime, data: list, predictions) -> None:
        """Collects a request, and its predictions if there are any."""
        head = {"id": request_id, "time": int(when.timestamp())}
        for name, rows in ((INPUTS, data), (OUTPUTS, predictions)):
            if rows is not None and name in self._sink.collections:
                self._outbox.put(name, json.dumps(head | {"rows": rows}, separators=(",", ":")).encode("utf-8"))

    def _send(self, items: list) -> None:
        while items:
            name, content = items[0]
            event = json.loads(content)
            self._sink.collect(name, event["id"], event["time"], event["rows"])
            del items[0]


class Package:
    """Gives tables to the package, which has a queue and a thread of its own, and a sampling rate."""

    def __init__(self, collections: set):
        import pandas
        from azureml.ai.monitoring import Collector
        from azureml.ai.monitoring.context import BasicCorrelationContext

        self.collections = collections
        self._frame, self._context, self._errors = pandas.DataFrame, BasicCorrelationContext, 0
        # Without on_error it raises, even for a collection that is not enabled.
        self._collectors = {name: Collector(name=name, on_error=self._on_error) for name in collections}

    def collect(self, name: str, request_id: str, time: int, rows: list) -> None:
        self._collectors[name].collect(self._frame(rows), self._context(id=request_id, timestamp=time))

    def _on_error(self, error) -> None:
        self._errors += 1
        # The first, and then ever fewer of them.
        if self._errors & (self._errors - 1) == 0:
            _say(f"{self._errors} not collected so far, as {error}")


class Plain:
    """Posts to the agent as the package does. What it does not take is tried again."""

    def __init__(self, collections: set, environment):
        self.collections = collections
        host, port = environment.get("AZUREML_MDC_HOST") or "127.0.0.1", environment.get("AZUREML_MDC_PORT") or "50011"
        self._address = f"http://{host}:{port}/modeldata/log"
        self._rate = float(environment.get("AZUREML_MDC_SAMPLE_RATE") or 100)
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def collect(self, name: str, request_id: str, time: int, rows: list) -> None:
        # A request is in both collections or in none.
        if zlib.crc32(request_id.encode()) % 10000 >= self._rate * 100:
            return
        headers = {"Content-Type": "application/json", "trace-id": str(uuid.uuid4()), "ce-type": f"azureml.inference.{name}",
                   "ce-time": str(time), "ce-collect-data-type": "pandas.core.frame.DataFrame", "ce-agent": "scoring-service",
                   "ce-x-request-id": request_id, "ce-model-version": "default"}
        request = urllib.request.Request(self._address, json.dumps(rows, separators=(",", ":")).encode("utf-8"), headers)
        with self._opener.open(request, timeout=10) as answer:
            answer.read()


def _sink(collections: set, environment):
    try:
        return Package(collections)
    except ImportError as error:
        _say(f"{error.name} is not installed: inputs and outputs are given to the agent by plain calls")
        return Plain(collections, environment)


def _collections(environment) -> set:
    """The collections that are enabled. The package takes a file over the variable."""
    path = environment.get("AZUREML_MDC_CONFIG_PATH")
    if not path:
        return {INPUTS, OUTPUTS} if (environment.get("AZUREML_MDC_ENABLED") or "").lower() == "true" else set()
    with open(path, encoding="utf-8") as file:
        asked = json.load(file).get("collections") or {}
    return {name for name in (INPUTS, OUTPUTS) if str((asked.get(name) or {}).get("enabled", False)).lower() == "true"}


def _say(text: str) -> None:
    print(f"scoring: data collector: {text}", file=sys.stderr, flush=True)
