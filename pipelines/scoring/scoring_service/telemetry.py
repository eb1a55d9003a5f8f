"""Tells Application Insights of requests, with the result that they really had.

The inference server can do so too, and calls every request a success: so this service sends its own.
"""

import os
import sys

from .contract import Contract
from .identity import credential
from .plain_telemetry import PlainTelemetry

CONNECTION = "APPLICATIONINSIGHTS_CONNECTION_STRING"


class Telemetry:
    """Tells by OpenTelemetry, by plain calls where that is not installed, and nobody without a connection string."""

    def __init__(self, release, environment=os.environ):
        known = {"mlops.model": environment.get("MLOPS_MODEL"), "mlops.release": release.name, "mlops.image": release.image}
        self._attributes = {name: value for name, value in known.items() if value}
        self._sink = _open(environment.get(CONNECTION), release)

    def request(self, request_id: str, headers: dict, status: int, started: float, seconds: float, rows: int, error=None) -> None:
        """Tells of a request that has ended. started: seconds since 1970; error: the exception that ended it, if one did."""
        if self._sink is not None:
            self._sink.add(headers, status, started, seconds, self._attributes | {"requestId": request_id, "rows": rows}, error)

    def scored(self, contract: Contract, rows: list, predictions: list) -> None:
        """Measures what was asked and answered, so that a drift of either shows."""
        if self._sink is None:
            return
        self._sink.measure("scoring.prediction", [each["probability"] for each in predictions], {})
        for name in contract.numbers:
            self._sink.measure("scoring.feature", [row[name] for row in rows if row.get(name) is not None], {"feature": name})


def _open(connection, release):
    if not connection:
        return None
    role = release.name or "scoring"
    try:
        from .open_telemetry import OpenTelemetry
    except ImportError as error:
        print(f"scoring: {error.name} is not installed: requests are told to Application Insights by plain calls, without "
              "OpenTelemetry", file=sys.stderr, flush=True)
        return PlainTelemetry(connection, role, release.replica, credential)
    return OpenTelemetry(connection, role, release.replica, credential())
