"""Writes logs as the scoring service does, and labels: logs.py FOLDER REQUESTS [DAYS]. The last day ends with 7 March 2026."""

import json
import random
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

END = datetime(2026, 3, 8, tzinfo=timezone.utc)
PUMPS = 997
HEAD = {"status": 200, "model": "pump-failures", "modelVersion": "3", "release": "rel-3-0123456789abcdef",
        "image": f"scoring@sha256:{'a' * 64}", "replica": "scoring-0", "process": "0123456789ab"}


def reading(draw: random.Random, number: int, time: datetime) -> dict:
    # Each pump once a day, so that all rows are rows of a training set.
    day = time - timedelta(days=number // PUMPS)
    return {"pump_id": f"P{number % PUMPS:04d}", "reading_date": f"{day:%Y-%m-%d}", "age_years": round(draw.uniform(0, 10), 2),
            "flow_m3h": round(draw.gauss(100, 10), 1), "pressure_bar": round(draw.gauss(6, 0.5), 2),
            "temperature_c": round(draw.gauss(45, 5), 1), "vibration_mm_s": round(draw.uniform(1, 4), 2),
            "power_kw": round(draw.gauss(30, 3), 1), "hours_since_service": draw.randrange(5000)}


def main() -> None:
    folder, requests = Path(sys.argv[1]), int(sys.argv[2])
    span = timedelta(days=float(sys.argv[3]) if len(sys.argv) > 3 else 1)
    draw, files = random.Random(7), {}

    def write(log: str, line: dict) -> None:
        if log not in files:
            (folder / log).parent.mkdir(parents=True, exist_ok=True)
            files[log] = (folder / log).open("w", encoding="utf-8")
        files[log].write(json.dumps(line, separators=(",", ":")) + "\n")

    for number in range(requests):
        time = END - span + span * (number / requests)
        hour, said = f"{time:%Y/%m/%d/%H}/scoring-0.jsonl", time.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        head = {"time": said, "requestId": f"{draw.getrandbits(128):032x}", **HEAD, "sequence": number + 1}
        risk = draw.random()
        write(f"inputs/{hour}", head | {"data": [reading(draw, number, time)]})
        write(f"predictions/{hour}", head | {"predictions": [{"probability": risk, "failed_within_7_days": int(risk > 0.5)}]})
        write(f"labels/{time:%Y/%m/%d}/outcomes.jsonl", {
            "requestId": head["requestId"], "row": 0, "time": said, "failed_within_7_days": int(draw.random() < risk)})


if __name__ == "__main__":
    main()
