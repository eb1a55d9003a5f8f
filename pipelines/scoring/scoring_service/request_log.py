"""Logs what was asked and what was answered: JSON lines in append blobs, one object for each request."""

import hashlib
import itertools
import json
import os

from . import spill
from .data_collector import DataCollector
from .gaps import Gaps
from .identity import credential
from .outbox import CAPACITY, Outbox
from .request_time import text_of

# What one append may have at most, in every version of the storage service.
BLOCK = 4 * 1024 * 1024
# Seconds. What fails is tried again with the next batch, so the client need not: it would pause for 15 seconds first.
TIMEOUTS = {"connection_timeout": 5, "read_timeout": 10, "retry_total": 0}


class RequestLog:
    """The log of requests and that of predictions; without its address, one is not written.

    Where the deployment asks for Azure Machine Learning's data collector, that gets the same.
    """

    def __init__(self, release, environment=os.environ):
        self._release, self._environment = release, environment
        self._requests = self._open(environment.get("SCORING_INPUTS_URL"), "log of requests")
        self._predictions = self._open(environment.get("PREDICTIONS_URL"), "log of predictions")
        self._collector = DataCollector.open(environment)

    def add(self, request_id: str, time: tuple, status: int, data: list, predictions) -> None:
        """Logs a request that was scored, or that the model failed on: then there are no predictions (None).

        time: of the request, as RequestTime tells it.
        """
        when, ignored = time
        head = {"time": text_of(when), "requestId": request_id, "status": status} | self._release.fields()
        if ignored:
            head["timeIgnored"] = True
        hour = when.strftime("%Y/%m/%d/%H")
        if self._requests is not None:
            self._requests.add(hour, head, {"data": data})
        if self._predictions is not None and predictions is not None:
            self._predictions.add(hour, head, {"predictions": predictions})
        if self._collector is not None:
            self._collector.add(request_id, when, data, predictions)

    def _open(self, address, name: str):
        return _Log(name, address, self._release.replica, self._environment) if address else None


class _Log:
    """One of the two: numbers its lines, so that a reader sees where some are missing."""

    def __init__(self, name: str, address: str, replica: str, environment):
        self._replica = replica
        self._renew()
        os.register_at_fork(after_in_child=self._renew)
        self._outbox = Outbox(name, BlobLog(address, replica).send,
                              capacity=spill.megabytes(environment, "SCORING_MEMORY_MEGABYTES", CAPACITY / spill.MEGABYTE),
                              spill=spill.of_environment(environment, hashlib.sha256(address.encode()).hexdigest()[:12]),
                              gaps=Gaps(self._about))
        self._outbox.start()

    def add(self, hour: str, head: dict, content: dict) -> None:
        record = head | self._about() | {"sequence": next(self._numbers)} | content
        self._outbox.put(hour, json.dumps(record, separators=(",", ":")).encode("utf-8") + b"\n")

    def _about(self) -> dict:
        return {"replica": self._replica, "process": self._process}

    def _renew(self) -> None:
        # A replica is a container, whose processes write to one blob.
        self._process, self._numbers = os.urandom(6).hex(), itertools.count(1)


class BlobLog:
    """Appends lines to CONTAINER/yyyy/MM/dd/HH/REPLICA.jsonl."""

    def __init__(self, container: str, replica: str):
        # Here, before there are requests: it takes half a second of computing, which the first ones would share. Who logs
        # nothing needs none of it.
        from azure.core import MatchConditions, exceptions
        from azure.storage.blob import BlobClient

        self._exceptions, self._missing, self._blob = exceptions, MatchConditions.IfMissing, BlobClient.from_blob_url
        self._container, self._replica, self._credential = container.rstrip("/"), replica, credential()

    def send(self, lines: list) -> list:
        """Appends lines, each with the hour that it belongs to, and takes away those that are written.

        Returns lines that are longer than storage ever takes.
        """
        refused = []
        # Replayed requests are of many hours: each hour's blob is written to once.
        lines.sort(key=lambda line: line[0])
        while lines:
            hour, block, count = lines[0][0], b"", 0
            for key, line in lines:
                if key != hour or block and len(block) + len(line) > BLOCK:
                    break
                block, count = block + line, count + 1
            try:
                self._append(f"{hour}/{self._replica}.jsonl", block)
            except self._exceptions.HttpResponseError as error:
                if error.status_code != 413 or count > 1:
                    raise
                refused.append(lines[0])
            del lines[:count]
        return refused

    def _append(self, name: str, block: bytes) -> None:
        with self._blob(f"{self._container}/{name}", self._credential, **TIMEOUTS) as blob:
            try:
                blob.append_block(block)
            except self._exceptions.ResourceNotFoundError as error:
                if error.error_code != "BlobNotFound":
                    raise
                try:
                    blob.create_append_blob(match_condition=self._missing)
                except (self._exceptions.ResourceExistsError, self._exceptions.ResourceModifiedError):
                    pass  # Another process of this replica was faster.
                blob.append_block(block)
