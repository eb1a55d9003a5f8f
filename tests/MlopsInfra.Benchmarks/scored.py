"""The entry script of the deployment that is measured: what it takes itself is next to nothing."""

import json


def init():
    pass


def run(body):
    rows = json.loads(body)["rows"]
    print("scored", len(rows))
    return {"sums": [sum(row) for row in rows]}
