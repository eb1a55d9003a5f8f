"""How often monitoring is wrong: `python power.py PIPELINES SEED ROWS` prints alarms on 100 stable days, and days that it missed.

A stable day has rows that are drawn, with replacement, from the data that the model was trained on; labels come for all of them. On
the other days one feature has moved by one standard deviation, up and down.
"""

import json
import sys
from pathlib import Path

sys.path[:0] = [f"{sys.argv[1]}/monitoring/src", f"{sys.argv[1]}/common"]

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier

import layout
import performance
import summary
import thresholds
from judge import judge
from mlops import dataset as datasets

DAYS = 100
dataset = datasets.load()
limits = thresholds.load(None, dataset)
features = list(dataset.features)
rows = pd.read_csv(Path(sys.argv[1]) / "training" / "data" / "pump_readings.csv")
source, size = np.random.default_rng(int(sys.argv[2])), int(sys.argv[3])
model = HistGradientBoostingClassifier(max_iter=40, max_depth=4, random_state=7).fit(rows[features][:900], rows[dataset.label][:900])
rows["probability"] = model.predict_proba(rows[features])[:, 1]
rows["label"] = rows[dataset.label]
registered = performance.of_rows(rows[900:]).measures()
layouts = layout.of_reference(rows, dataset)
reference = summary.of_rows(rows, layouts)


def day(change=None) -> dict:
    drawn = rows.iloc[source.integers(0, len(rows), size)].copy()
    if change is not None:
        feature, shift = change
        drawn[feature] += shift * rows[feature].std()
    return judge(reference, summary.of_rows(drawn, layouts), performance.of_rows(drawn), registered, dataset, limits)


alarms = [found["reason"] for found in (day() for _ in range(DAYS)) if found["outcome"] != "stable"]
changes = [(features[place % len(features)], 1 if place % 2 else -1) for place in range(DAYS)]
missed = [change for change in changes if day(change)["features"][change[0]]["state"] != "breach"]
print(json.dumps({"alarms": alarms, "missed": missed}))
