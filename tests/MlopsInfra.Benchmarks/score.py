"""Scores: TARGETS (of deploy.py), what answers (`endpoint` or `process`), how many requests, and how many a second.

Without the last one request follows the other on one connection. Ends with an error if an answer is another one than it has to be.
"""

import http.client
import json
import ssl
import sys
import threading
import time
import urllib.parse
from pathlib import Path

target = json.loads(Path(sys.argv[1]).read_text())[0]
address = urllib.parse.urlsplit(target[sys.argv[2]])
count = int(sys.argv[3])
rate = int(sys.argv[4]) if len(sys.argv) > 4 else None
body = json.dumps({"rows": [[number, 2, 3, 4] for number in range(10)]})
headers = {"Content-Type": "application/json", "Authorization": f"Bearer {target['key']}"}
failures = []


def connect():
    if address.scheme == "http":
        return http.client.HTTPConnection(address.hostname, address.port)
    return http.client.HTTPSConnection(address.hostname, address.port,
                                       context=ssl.create_default_context(cafile=target["certificate"]))


def score(connection):
    connection.request("POST", address.path, body, headers)
    answer = connection.getresponse()
    text = answer.read()
    if answer.status != 200 or json.loads(text)["sums"][1] != 10:
        failures.append((answer.status, text))


def score_each(first, step):
    """Every request has its time, however long those before it took."""
    connection = connect()
    for number in range(first, count, step):
        time.sleep(max(0, started + number / rate - time.perf_counter()))
        try:
            score(connection)
        except (OSError, http.client.HTTPException) as error:
            failures.append((None, repr(error)))
            connection.close()


started = time.perf_counter()
if rate is None:
    only = connect()
    for _ in range(count):
        score(only)
else:
    threads = [threading.Thread(target=score_each, args=(first, 20)) for first in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
sys.exit(f"{len(failures)} of {count}, as {failures[0]}" if failures else None)
