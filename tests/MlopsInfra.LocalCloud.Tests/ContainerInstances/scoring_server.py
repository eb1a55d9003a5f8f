"""A scoring server of the standard library: answers, says what it was told by its environment, ends on demand."""
import http.server
import json
import os
import sys

with open("/opt/model/model.json") if os.path.exists("/opt/model/model.json") else open(os.environ["MODEL_FILE"]) as file:
    MODEL = json.load(file)
HEALTHY = True


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        global HEALTHY
        if self.path == "/env":
            self.answer(200, dict(os.environ))
        elif self.path == "/where":
            self.answer(200, {"folder": os.getcwd(), "files": sorted(os.listdir("."))})
        elif self.path == "/sicken":
            HEALTHY = False
            self.answer(200, {})
        elif self.path.startswith("/exit/"):
            self.answer(200, {})
            os._exit(int(self.path[6:]))
        else:
            self.answer(200 if HEALTHY else 503, {"healthy": HEALTHY})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        print("scored", body, flush=True)
        self.answer(200, [MODEL["factor"] * value for value in body])

    def answer(self, status, content):
        content = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments):
        pass


host, port = sys.argv[1].split(":")
print("listening", sys.argv[1], flush=True)
http.server.HTTPServer((host, int(port)), Handler).serve_forever()
