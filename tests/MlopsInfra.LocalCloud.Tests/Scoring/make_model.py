"""Makes a model folder as the pipeline's last step does: `make_model.py PIPELINES FOLDER [KIND]`.

KIND: good (default): its metadata says what it is asked with, that of the others does not, as that of older models; wrong: its golden prediction is that of another model; crashing: it raises for values that it has not seen;
broken: it was trained on other features, so that it can't be asked at all.
"""
import json
import sys
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

pipelines, folder, kind = Path(sys.argv[1]), Path(sys.argv[2]), (sys.argv[3:] or ["good"])[0]
sys.path.insert(0, str(pipelines / "common"))
from mlops import dataset  # noqa: E402

contract = dataset.load(pipelines / "dataset.yml")
FEATURES = list(contract.features)
random = np.random.default_rng(7)
columns = FEATURES[:3] if kind == "broken" else FEATURES
readings = pd.DataFrame(random.uniform(0, 10, (400, len(columns))), columns=columns)
failures = (readings[columns[0]] > 5).astype(int)
classifier = HistGradientBoostingClassifier(max_iter=20, random_state=7)
if kind == "crashing":
    classifier, readings = make_pipeline(OneHotEncoder(handle_unknown="error"), LogisticRegression()), readings * np.nan
classifier.fit(readings, failures)

folder.mkdir(parents=True)
joblib.dump(classifier, folder / "model.joblib")
metadata = {"name": "pump-failures", "training": {"features": FEATURES}}
(folder / "metadata.json").write_text(json.dumps(metadata | ({"dataset": contract.document()} if kind == "good" else {})))
rows = [dict.fromkeys(FEATURES, 2.0), dict.fromkeys(FEATURES, 8.0) | {"power_kw": None}]
predictions = []
if kind in ("good", "wrong"):
    frame = pd.DataFrame(rows, columns=FEATURES, dtype=float)
    predictions = [{"probability": float(value), "failed_within_7_days": int(value >= 0.5)}
                   for value in classifier.predict_proba(frame)[:, 1]]
if kind == "wrong":
    predictions[1]["probability"] /= 2
(folder / "golden.json").write_text(json.dumps(
    {"request": {"data": rows}, "response": {"predictions": predictions}, "tolerance": 1e-6}))
