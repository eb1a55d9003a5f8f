"""Logs requests as the scoring service does: PIPELINES, how many requests, and whether storage is `open` or `closed`.

Each request is logged by a log that is written and by one that has no address, in turns, so that a busy machine slows both.
Prints the medians and their difference; ends with an error if that is a millisecond or more: this is what a log may cost.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

pipelines, count, storage = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
sys.path.insert(0, str(pipelines / "scoring"))

from scoring_service import request_log  # noqa: E402
from scoring_service.release import Release  # noqa: E402
from scoring_service.request_time import RequestTime  # noqa: E402


class Storage(request_log.BlobLog):
    """Takes 20 ms for each append, as a storage account in the same region does."""

    def __init__(self, container, replica):
        self._container, self._replica = container, replica
        self._exceptions = SimpleNamespace(HttpResponseError=type("HttpResponseError", (Exception,), {}))

    def _append(self, name, block):
        time.sleep(0.02)
        if storage == "closed":
            raise OSError("storage is closed")


request_log.BlobLog = Storage
ADDRESSES = {"SCORING_INPUTS_URL": "https://account/inputs", "PREDICTIONS_URL": "https://account/predictions"}
READING = {"pump_id": "P07", "reading_date": "2026-01-31", "age_years": 8.0, "flow_m3h": 61.2, "pressure_bar": 4.4,
           "power_kw": None, "temperature_c": 48.1, "vibration_mm_s": 3.1}
PREDICTION = {"probability": 0.1234567, "failed_within_7_days": 0}
with tempfile.TemporaryDirectory() as folder:
    environment = {"SCORING_SPILL_FOLDER": folder, "MLOPS_MODEL": "pump-failures:3", "MLOPS_RELEASE": "r0123456789"}
    release, moment = Release(environment), RequestTime(environment)
    logs = {"unlogged": request_log.RequestLog(release, environment),
            "logged": request_log.RequestLog(release, environment | ADDRESSES)}
    seconds = {name: [] for name in logs}
    for number in range(count):
        for name, log in logs.items():
            # A request of ten rows.
            data, predictions = [dict(READING) for _ in range(10)], [dict(PREDICTION) for _ in range(10)]
            started = time.perf_counter()
            log.add(f"request-{number}", moment.of({}), 200, data, predictions)
            seconds[name].append(time.perf_counter() - started)
            time.sleep(0.0005)
    for name, each in seconds.items():
        late = sorted(each)[int(count * 0.99)]
        print(f"{name}: {statistics.median(each) * 1e6:.0f} us median, {late * 1e6:.0f} us at the 99th percentile")
    more = statistics.median(seconds["logged"]) - statistics.median(seconds["unlogged"])
    print(f"storage {storage}: a request takes {more * 1000:.3f} ms longer")
    sys.exit(1 if more >= 0.001 else None)
