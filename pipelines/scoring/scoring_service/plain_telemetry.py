"""Requests told to Application Insights by plain calls, as its exporters make them: for where no exporter is installed."""

import json
import time
import traceback
import urllib.request
import uuid
from datetime import datetime, timedelta, timezone

from .outbox import Outbox

# With two slashes: that is the scope that the exporters ask for.
SCOPE = "https://monitor.azure.com//.default"
MOST = 500


class PlainTelemetry:
    """Sends envelopes of requests, of exceptions that ended them, and of measurements."""

    def __init__(self, connection: str, role: str, instance: str, make_credential):
        parts = dict(part.split("=", 1) for part in connection.split(";") if "=" in part)
        self._key = parts.get("InstrumentationKey", "")
        self._address = parts.get("IngestionEndpoint", "").rstrip("/") + "/v2.1/track"
        self._tags = {"ai.cloud.role": role, "ai.cloud.roleInstance": instance}
        self._make_credential, self._credential = make_credential, None
        self._outbox = Outbox("telemetry", self._send)

    def add(self, headers: dict, status: int, started: float, seconds: float, attributes: dict, error) -> None:
        operation, parent, own = _operation(headers)
        moment = _time(started)
        tags = self._tags | {"ai.operation.id": operation, "ai.operation.name": "POST /score"}
        properties = {name: str(value) for name, value in attributes.items()}
        self._put("Request", moment, tags | ({"ai.operation.parentId": parent} if parent else {}), {
            "ver": 2, "id": own, "name": "POST /score", "duration": _duration(seconds), "responseCode": str(status),
            "success": status < 400, "url": "/score", "properties": properties, "measurements": {}})
        if error is not None:
            stack = "".join(traceback.format_exception(type(error), error, error.__traceback__))
            self._put("Exception", moment, tags | {"ai.operation.parentId": own}, {
                "ver": 2, "properties": properties, "exceptions": [
                    {"typeName": type(error).__qualname__, "message": str(error) or type(error).__qualname__,
                     "hasFullStack": True, "stack": stack[-30000:]}]})

    def measure(self, name: str, values: list, attributes: dict) -> None:
        if values:
            self._put("Metric", _time(time.time()), self._tags, {"ver": 2, "properties": attributes, "metrics": [
                {"name": name, "value": sum(values), "count": len(values), "min": min(values), "max": max(values)}]})

    def _put(self, kind: str, moment: str, tags: dict, data: dict) -> None:
        envelope = {"ver": 1, "name": f"Microsoft.ApplicationInsights.{kind}", "time": moment, "sampleRate": 100.0,
                    "iKey": self._key, "tags": tags, "data": {"baseType": f"{kind}Data", "baseData": data}}
        self._outbox.put("", json.dumps(envelope, separators=(",", ":")).encode("utf-8"))

    def _send(self, envelopes: list) -> None:
        self._credential = self._credential or self._make_credential()
        while envelopes:
            batch = envelopes[:MOST]
            request = urllib.request.Request(self._address, b"[" + b",".join(content for _, content in batch) + b"]", {
                "Content-Type": "application/json", "Authorization": f"Bearer {self._credential.get_token(SCOPE).token}"})
            with urllib.request.urlopen(request, timeout=10) as answer:
                answer.read()
            del envelopes[:MOST]


def _operation(headers: dict) -> tuple:
    """Ids of the trace, of the span that called (None where none did) and of this one."""
    parts = (headers.get("Traceparent") or "").split("-")
    if len(parts) == 4 and len(parts[1]) == 32 and len(parts[2]) == 16:
        return parts[1], parts[2], uuid.uuid4().hex[:16]
    return uuid.uuid4().hex, None, uuid.uuid4().hex[:16]


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _duration(seconds: float) -> str:
    """As d.hh:mm:ss.fff."""
    whole = timedelta(seconds=int(seconds))
    hours, rest = divmod(whole.seconds, 3600)
    return f"{whole.days}.{hours:02}:{rest // 60:02}:{rest % 60:02}.{int(seconds % 1 * 1000):03}"
