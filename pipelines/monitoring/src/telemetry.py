"""Tells the Application Insights of the workspace what was found, by plain REST calls; alerts read it.

The connection string is the one of the environment, else of the workspace's component, which the job's identity reads. What is
sent is sent as this identity. Whatever goes wrong here is said, and fails nothing.
"""

import os
from datetime import datetime, timezone

from mlops import rest
from mlops.rest import RestError
from mlops.workspace import Workspace

# Metrics by which alerts and the workbook know monitoring.
DRIFT, BREACH, COLLECTED = "monitoring.drift", "monitoring.breach", "monitoring.collected"
# What is told of the logs, also where it is nothing.
COUNTS = ("lines", "rows", "lost", "late", "gaps", "truncated", "quarantined")
ROLE = "monitoring"
API_VERSION = "2020-02-02"
# The SDKs ask for https://monitor.azure.com//.default, which is this resource.
AUDIENCE = "https://monitor.azure.com"
VARIABLE = "APPLICATIONINSIGHTS_CONNECTION_STRING"
# The local cloud has no hosts: its telemetry comes in at its own address.
ADDRESS = "MLOPS_TELEMETRY_ADDRESS"


def send(workspace: Workspace, found: dict) -> str:
    """Sends the statistics and whether there is a breach; in words what became of it."""
    try:
        parts = connection_of(workspace)
        if not parts.get("InstrumentationKey"):
            return "not sent: the workspace has no Application Insights"
        endpoint = os.environ.get(ADDRESS) or parts.get("IngestionEndpoint") or "https://dc.services.visualstudio.com"
        envelopes = [envelope(parts["InstrumentationKey"], *each) for each in measurements(found)]
        token = workspace.identity.token(parts.get("AADAudience") or AUDIENCE)
        answer = rest.send_json("POST", f"{endpoint.rstrip('/')}/v2.1/track", envelopes, token)
    except RestError as error:
        return f"not sent: {error}"
    accepted = answer.get("itemsAccepted")
    return f"{accepted} of {len(envelopes)} measurements sent to Application Insights"


def connection_of(workspace: Workspace) -> dict[str, str]:
    """The parts of the connection string."""
    text = os.environ.get(VARIABLE, "")
    if not text:
        component = (workspace.get("").get("properties") or {}).get("applicationInsights")
        text = workspace.send("GET", component, api_version=API_VERSION)["properties"]["ConnectionString"] if component else ""
    return dict(part.strip().split("=", 1) for part in text.split(";") if "=" in part)


def measurements(found: dict) -> list[tuple[str, float, dict[str, str]]]:
    """Name, value and attributes of each metric."""
    model = found["model"] or found["name"]
    judged = [(name, each, one) for name, feature in found["features"].items() for each, one in feature["statistics"].items()]
    judged += [("prediction", each, one) for each, one in (found["prediction"].get("statistics") or {}).items()]
    judged += [("performance", each, one) for each, one in (found["performance"].get("statistics") or {}).items()]
    told = [(DRIFT, one["value"], {"feature": name, "statistic": each, "model": model, "state": one["state"]})
            for name, each, one in judged]
    told += [(COLLECTED, float(found["counts"].get(name, 0)), {"count": name, "model": model}) for name in COUNTS]
    return [*told, (BREACH, 1.0 if found["outcome"] == "breach" else 0.0, {"model": model, "outcome": found["outcome"]})]


def envelope(key: str, name: str, value: float, properties: dict[str, str]) -> dict:
    now = datetime.now(timezone.utc).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return {
        "ver": 1, "name": "Microsoft.ApplicationInsights.Metric", "time": now, "iKey": key, "tags": {"ai.cloud.role": ROLE},
        "data": {"baseType": "MetricData", "baseData": {
            "ver": 2, "metrics": [{"name": name, "value": value, "count": 1}], "properties": properties}},
    }
