"""Measures a model on the held-out readings and decides whether it replaces the champion.

Writes metrics.json and decision.json. The decision is always written, with its reason: a metric that is missing, no number
or not comparable never counts as good enough.
"""

import argparse
from pathlib import Path

import joblib
import pandas as pd
from sklearn.metrics import average_precision_score, brier_score_loss, f1_score, roc_auc_score

import tracking
from common import FEATURES, LABEL, BadInput, number, read_json, run, write_json

# The gate asks for the higher value; errors such as the Brier score are reported, but cannot decide.
DECIDING = ("average_precision", "f1", "roc_auc")


def measure(model, test: pd.DataFrame) -> dict:
    truth = test[LABEL].astype(int)
    scores = model.predict_proba(test[FEATURES])[:, 1]
    return {
        "average_precision": float(average_precision_score(truth, scores)),
        "brier": float(brier_score_loss(truth, scores)),
        "f1": float(f1_score(truth, scores >= 0.5, zero_division=0)),
        "roc_auc": float(roc_auc_score(truth, scores)),
        "rows": len(test),
    }


def decide(metric: str, candidate: dict, champion: dict | None, minimum: float) -> dict:
    """Whether the candidate is registered, and why. The champion stays when both are equal."""
    new = number(candidate.get(metric))
    old = number(champion.get(metric)) if champion is not None else None
    decision = {"metric": metric, "candidate": new, "champion": old, "minimum": minimum, "register": False}
    if new is None:
        return decision | {"reason": f"the candidate has no {metric}"}
    if new < minimum:
        return decision | {"reason": f"{metric} {new:.4f} is below the minimum {minimum:.4f}"}
    if champion is None:
        return decision | {"register": True, "reason": f"{metric} {new:.4f} reaches the minimum and there is no champion yet"}
    if old is None:
        return decision | {"reason": f"the champion's metrics have no {metric}; the two cannot be compared"}
    if new <= old:
        return decision | {"reason": f"{metric} {new:.4f} is not better than the champion's {old:.4f}"}
    return decision | {"register": True, "reason": f"{metric} {new:.4f} is better than the champion's {old:.4f}"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--prepared", type=Path, required=True, help="folder with test.csv")
    parser.add_argument("--model", type=Path, required=True, help="folder with model.joblib")
    parser.add_argument("--champion-metrics", type=Path, help="metrics.json of the model in use; left out for the first model")
    parser.add_argument("--metric", default="roc_auc", help=f"one of {', '.join(DECIDING)}")
    parser.add_argument("--minimum", type=float, default=0.7)
    parser.add_argument("--evaluation", type=Path, required=True, help="folder for metrics.json and decision.json")
    arguments = parser.parse_args()
    if arguments.metric not in DECIDING:
        raise BadInput(f"--metric is '{arguments.metric}'; expected one of {', '.join(DECIDING)}")
    model_file, test_file = arguments.model / "model.joblib", arguments.prepared / "test.csv"
    for file in (model_file, test_file):
        if not file.is_file():
            raise BadInput(f"{file}: not found")

    champion = read_json(arguments.champion_metrics) if arguments.champion_metrics else None
    metrics = measure(joblib.load(model_file), pd.read_csv(test_file))
    decision = decide(arguments.metric, metrics, champion, arguments.minimum)
    write_json(arguments.evaluation / "metrics.json", metrics)
    write_json(arguments.evaluation / "decision.json", decision)
    tracking.log(metrics, {"metric": arguments.metric, "minimum": arguments.minimum},
                 {"register": decision["register"], "reason": decision["reason"]})
    print(f"{'register' if decision['register'] else 'keep the champion'}: {decision['reason']}")


if __name__ == "__main__":
    run(main)
