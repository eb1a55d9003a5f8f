"""Logs of scoring as its services write them, of days that end before 2026-03-08: `python logs.py PIPELINES FOLDER SETTINGS`.

SETTINGS is JSON: days, rows (a day), and for the last day: shift {feature: standard deviations}, drop [features], add {column: value};
swapped: the labels are the opposite.
"""

import json
import sys
from pathlib import Path

sys.path[:0] = [f"{sys.argv[1]}/common"]

import numpy as np
import pandas as pd

from mlops import dataset as datasets

dataset, settings = datasets.load(), json.loads(sys.argv[3])
data = pd.read_csv(Path(sys.argv[1]) / "training" / "data" / "pump_readings.csv")
source, folder = np.random.default_rng(5), Path(sys.argv[2])


def append(file: str, content: dict) -> None:
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    with (folder / file).open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(content) + "\n")


for age in range(settings["days"], 0, -1):
    start = pd.Timestamp("2026-03-08T00:00Z") - pd.Timedelta(days=age)
    drawn = data.iloc[source.integers(0, len(data), settings["rows"])].copy()
    if age == 1:
        for feature, shift in settings.get("shift", {}).items():
            drawn[feature] += shift * data[feature].std()
        drawn = drawn.drop(columns=settings.get("drop", []))
    for place, second in enumerate(np.sort(source.integers(0, 86_400, len(drawn)))):
        time, row = start + pd.Timedelta(seconds=int(second)), json.loads(drawn.iloc[place].to_json())
        label = int(row.pop(dataset.label))
        head = {"time": time.strftime("%Y-%m-%dT%H:%M:%SZ"), "requestId": f"r{age}-{place}", "status": 200,
                "model": "pump-failures", "modelVersion": "3", "release": "r"}
        score = float(np.clip(source.normal(0.2 + 0.4 * label, 0.15), 0, 1))
        hour = time.strftime("%Y/%m/%d/%H")
        append(f"inputs/{hour}/a.jsonl", head | {"data": [row | (settings.get("add", {}) if age == 1 else {})]})
        append(f"predictions/{hour}/a.jsonl", head | {"predictions": [{"probability": score, dataset.label: int(score >= 0.5)}]})
        append("labels/2026/03/07/a.jsonl", {"requestId": head["requestId"], "row": 0, "time": "2026-03-07T23:00:00Z",
                                             dataset.label: 1 - label if settings.get("swapped") else label})
