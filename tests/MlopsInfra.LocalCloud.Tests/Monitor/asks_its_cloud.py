"""What a process does that finds its cloud by its environment: logs requests, and asks for them with Microsoft's client."""

import json
import os
import urllib.request
from datetime import datetime, timedelta, timezone

from azure.identity import ManagedIdentityCredential
from azure.monitor.query import LogsQueryClient, LogsQueryStatus

parts = dict(part.split("=", 1) for part in os.environ["APPLICATIONINSIGHTS_CONNECTION_STRING"].split(";"))
now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
items = [
    {
        "name": "Microsoft.ApplicationInsights.Request",
        "iKey": parts["InstrumentationKey"],
        "time": now,
        "data": {
            "baseType": "RequestData",
            "baseData": {"ver": 2, "id": str(number), "name": "POST /score", "duration": "0.00:00:00.0%d0" % number,
                         "responseCode": "200", "success": number != 3, "properties": {"deployment": "blue"}},
        },
    }
    for number in range(1, 5)
]
request = urllib.request.Request(parts["IngestionEndpoint"] + "v2.1/track", json.dumps(items).encode(),
                                 {"Content-Type": "application/json"})
with urllib.request.urlopen(request) as answer:
    taken = json.load(answer)["itemsAccepted"]

client = LogsQueryClient(ManagedIdentityCredential(client_id=os.environ["AZURE_CLIENT_ID"]), endpoint=os.environ["QUERIES"])
result = client.query_workspace(
    os.environ["CUSTOMER_ID"],
    "AppRequests | summarize n = count(), failed = countif(Success == false), p95 = percentile(DurationMs, 95), last = max(TimeGenerated)"
    " by deployment = tostring(Properties.deployment)",
    timespan=timedelta(hours=1))
assert result.status == LogsQueryStatus.SUCCESS
row = result.tables[0].rows[0]
print(json.dumps({"taken": taken, "columns": result.tables[0].columns,
                  "row": [row["deployment"], row["n"], row["failed"], row["p95"]],
                  "last": isinstance(row["last"], datetime)}))
