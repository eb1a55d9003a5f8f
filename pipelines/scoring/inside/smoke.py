"""Sends the samples of this image to a service, and compares its answers with what they have to be."""

import http.client
import json
import math
import os
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

from . import sample
from .failure import Usage, address

ROOT = Path(__file__).resolve().parent.parent
# What a service answers that is not ready yet.
WARMING_UP = {404, 424, 502, 503, 504}
# Seconds in which that is tried again, from the start on.
WARM_UP = 60.0
TIMEOUT = 30.0
# Each sample is sent so often: the first answer is compared, and all of them are timed.
ROUNDS = 5


def main() -> int:
    url = address("SMOKE_URL")
    samples = sample.load(ROOT / "samples", ROOT / os.environ.get("AZUREML_MODEL_DIR", "model"))
    service = Service(url, os.environ.get("SMOKE_TOKEN"), os.environ.get("SMOKE_DEPLOYMENT"), time.monotonic() + _warm_up())
    failed, times = 0, []
    for each in samples:
        why, spent = _try(service, each)
        failed += why is not None
        times += spent
        line = {"sample": each.name, "passed": why is None, "ms": round(min(spent), 1) if spent else None}
        print(json.dumps(line | ({"reason": why} if why else {})), flush=True)
    print(json.dumps({"passed": len(samples) - failed, "failed": failed, "p95Ms": _p95(times)}), flush=True)
    return 1 if failed else 0


class Service:
    """The service that is asked.

    until: the moment until which it may be warming up.
    """

    def __init__(self, url: str, token, deployment, until: float):
        self._url, self._until = url, until
        self._headers = {"Content-Type": "application/json"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"
        if deployment:
            self._headers["azureml-model-deployment"] = deployment

    def score(self, request: dict, expected: int) -> tuple:
        """Status, body and milliseconds of the answer; asks again while the service is warming up."""
        while True:
            try:
                status, body, spent = self._ask(request)
            except (OSError, http.client.HTTPException) as error:
                status, body, spent = None, str(getattr(error, "reason", error)), None
            if status == expected or status is not None and status not in WARMING_UP or time.monotonic() >= self._until:
                return status, body, spent
            time.sleep(1)

    def _ask(self, request: dict) -> tuple:
        message = urllib.request.Request(self._url, json.dumps(request).encode("utf-8"),
                                         self._headers | {"x-ms-client-request-id": f"smoke-{uuid.uuid4()}"})
        started = time.perf_counter()
        try:
            with urllib.request.urlopen(message, timeout=TIMEOUT) as answer:
                status, text = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                # A managed endpoint answers 424 for whatever the model's server has answered.
                status, text = int(error.headers.get("ms-azureml-model-error-statuscode") or error.code), error.read()
        return status, _body(text), (time.perf_counter() - started) * 1000


def _try(service: Service, each: sample.Sample) -> tuple:
    """Why the sample fails (None if it does not), and the milliseconds of its answers."""
    status, body, spent = service.score(each.request, each.status)
    if status is None:
        return f"no answer: {body}", []
    why = each.check(status, body)
    if why:
        return why, [spent]
    times = [spent]
    for _ in range(ROUNDS - 1):
        again, body, spent = service.score(each.request, each.status)
        if again != status:
            return f"answered {status}, then {again or 'nothing'}: {json.dumps(body)[:300]}", times
        times.append(spent)
    return None, times


def _body(text: bytes):
    try:
        return json.loads(text)
    except ValueError:
        return text.decode("utf-8", "replace")


def _p95(times: list):
    return round(sorted(times)[math.ceil(len(times) * 0.95) - 1], 1) if times else None


def _warm_up() -> float:
    text = os.environ.get("SMOKE_WARM_UP_SECONDS", str(WARM_UP))
    try:
        return float(text)
    except ValueError:
        raise Usage(f"SMOKE_WARM_UP_SECONDS is '{text}'; expected a number of seconds") from None
