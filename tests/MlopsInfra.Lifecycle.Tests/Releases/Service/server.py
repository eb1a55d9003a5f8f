"""A scoring service of the standard library, whose model says how it misbehaves: wrong, slow, or ending."""
import datetime
import http.server
import json
import os
import sys
import time
import urllib.request
import uuid

with open(os.path.join("model", "model.json")) as file:
    MODEL = json.load(file)
RELEASE = os.environ.get("MLOPS_RELEASE", "")
if MODEL.get("exit"):
    print("the model can't be loaded: no module named pumps", file=sys.stderr, flush=True)
    sys.exit(MODEL["exit"])
COUNT = 0


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.answer(200, {"healthy": True})

    def do_POST(self):
        global COUNT
        COUNT += 1
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        time.sleep(MODEL.get("delay", 0))
        if COUNT > MODEL.get("fails_after", 1e9):
            self.answer(500, {"message": "An unexpected error occurred in scoring script."})
            print("ValueError: the model is tired", file=sys.stderr, flush=True)
        elif not isinstance(body.get("data"), list):
            self.answer(400, {"error": {"code": "InvalidInput"}})
        else:
            predictions = [{"probability": min(1.0, MODEL["factor"] * row["x"])} for row in body["data"]]
            self.answer(200, {"predictions": predictions, "model": os.environ.get("MLOPS_MODEL"), "release": RELEASE})

    def answer(self, status, content):
        text = json.dumps(content).encode()
        if self.command == "POST":
            tell(status)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *arguments):
        pass


def tell(status):
    """Sends the request to Application Insights."""
    parts = dict(part.split("=", 1) for part in os.environ.get("APPLICATIONINSIGHTS_CONNECTION_STRING", "").split(";") if "=" in part)
    if "IngestionEndpoint" not in parts or not MODEL.get("tells"):
        return
    item = {"name": "Microsoft.ApplicationInsights.Request", "iKey": parts["InstrumentationKey"],
            "time": datetime.datetime.utcnow().isoformat() + "Z", "tags": {"ai.cloud.role": RELEASE},
            "data": {"baseType": "RequestData", "baseData": {"ver": 2, "id": uuid.uuid4().hex[:16], "name": "POST /score",
                     "duration": "0.00:00:00.005", "responseCode": str(MODEL.get("tells_status", status)), "success": status < 400,
                     "properties": {"mlops.release": RELEASE}}}}
    request = urllib.request.Request(parts["IngestionEndpoint"].rstrip("/") + "/v2.1/track", json.dumps([item]).encode(),
                                     {"Content-Type": "application/json"})
    try:
        urllib.request.urlopen(request, timeout=10).read()
    except OSError as error:
        print("telemetry:", error, file=sys.stderr, flush=True)


print("listening", flush=True)
http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8080"))), Handler).serve_forever()
