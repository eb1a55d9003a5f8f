"""Requests as spans of OpenTelemetry, sent by Microsoft's exporter."""

from azure.monitor.opentelemetry import configure_azure_monitor
from opentelemetry import metrics, propagate, trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.trace import SpanKind, Status, StatusCode

# Nothing of this process's own calls, and no copy of what the server tells.
LIBRARIES = ("azure_sdk", "django", "fastapi", "flask", "psycopg2", "requests", "urllib", "urllib3")
QUIET = {name: {"enabled": False} for name in LIBRARIES}


class OpenTelemetry:
    """Sends a span for each request."""

    def __init__(self, connection: str, role: str, instance: str, credential):
        configure_azure_monitor(
            connection_string=connection, credential=credential, sampling_ratio=1.0, instrumentation_options=QUIET,
            logger_name="scoring_service", enable_live_metrics=False,
            resource=Resource.create({"service.name": role, "service.instance.id": instance}))
        self._tracer, self._meter = trace.get_tracer("scoring_service"), metrics.get_meter("scoring_service")
        self._histograms = {}

    def add(self, headers: dict, status: int, started: float, seconds: float, attributes: dict, error) -> None:
        # Both names of each: which ones an exporter reads depends on its version.
        known = {"http.method": "POST", "http.request.method": "POST", "http.route": "/score", "http.status_code": status,
                 "http.response.status_code": status}
        parent = propagate.extract({name.lower(): value for name, value in headers.items()})
        span = self._tracer.start_span(
            "POST /score", parent, SpanKind.SERVER, known | attributes, start_time=_nanoseconds(started))
        if error is not None:
            span.record_exception(error)
        if status >= 400:
            span.set_status(Status(StatusCode.ERROR, str(error) if error else None))
        span.end(_nanoseconds(started + seconds))

    def measure(self, name: str, values: list, attributes: dict) -> None:
        histogram = self._histograms.get(name) or self._histograms.setdefault(name, self._meter.create_histogram(name))
        for value in values:
            histogram.record(value, attributes)


def _nanoseconds(seconds: float) -> int:
    return int(seconds * 1e9)
