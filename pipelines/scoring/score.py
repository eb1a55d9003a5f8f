"""Scores rows of data: init() and run() for Azure's inference server (`azmlinfsrv --entry_script score.py`)."""

import os
import time
from pathlib import Path

from azureml_inference_server_http.api.aml_response import AMLResponse

from scoring_service.model import Model
from scoring_service.release import Release
from scoring_service.request import InvalidInput, Reader, id_of
from scoring_service.request_log import RequestLog
from scoring_service.request_time import RequestTime
from scoring_service.telemetry import Telemetry

_service = None


class Service:
    """All that answers a request."""

    def __init__(self, folder: Path):
        self.release = Release()
        self.model = Model.load(folder)
        # The first prediction takes a hundred times as long as all others, and shows whether the model can be asked at all.
        self.model.predict([dict.fromkeys(self.model.features)])
        self.reader = Reader(self.model.contract)
        self.time = RequestTime()
        self.log = RequestLog(self.release)
        self.telemetry = Telemetry(self.release)

    def answer(self, text: str, headers: dict):
        request, started, clock = id_of(headers), time.time(), time.perf_counter()
        when, status, rows, error = self.time.of(headers), 500, [], None
        try:
            rows = self.reader.rows(text)
            predictions = self.model.predict(rows)
            status = 200
            self.log.add(request, when, status, rows, predictions)
            self.telemetry.scored(self.model.contract, rows, predictions)
            model = {"name": self.release.model or self.model.name, "version": self.release.version}
            return {"predictions": predictions, "model": model, "release": self.release.name, "requestId": request}
        except InvalidInput as invalid:
            status = 400
            return AMLResponse({"error": invalid.body(), "requestId": request}, status, json_str=True)
        except Exception as failure:
            error = failure
            if rows:
                self.log.add(request, when, status, rows, None)
            raise
        finally:
            self.telemetry.request(request, headers, status, started, time.perf_counter() - clock, len(rows), error)


def init():
    """Loads the model; the server answers its health route once this is through."""
    global _service
    _service = Service(Path(os.environ.get("AZUREML_MODEL_DIR", "model")))
    print(f"scoring: model {_service.release.model or _service.model.name}:{_service.release.version or '-'}, "
          f"release {_service.release.name or '-'}, {len(_service.model.features)} features")


def run(raw_data, request_headers):
    """Answers a request to /score."""
    return _service.answer(raw_data, request_headers)
