"""Measures a model on the held-out rows and decides whether it replaces the champion.

The champion is looked up in the workspace of the job: the model of this name that production runs, else the newest approved
version. It is measured on the same rows, as the numbers of its registration are those of other ones; they count where its
model can't be asked. Writes metrics.json, decision.json and golden.json, and the decision as tags of the job. The decision is
always written, with its reason: a metric that is missing, no number or not comparable never counts as good enough.
"""

import argparse
import math
from pathlib import Path

import joblib
import pandas as pd
from sklearn.metrics import average_precision_score, brier_score_loss, f1_score, roc_auc_score

import contender
import table
from mlops import champion as champions
from mlops import dataset as contract
from mlops import tags, tracking
from mlops.champion import Champion
from mlops.dataset import Dataset
from mlops.rest import RestError
from mlops.step import BadInput, number, read_json, run, write_json
from mlops.workspace import current_workspace

# The gate asks for the higher value; errors such as the Brier score are reported, but cannot decide.
DECIDING = ("average_precision", "f1", "roc_auc")
# A row counts as positive from this probability on.
THRESHOLD = 0.5
# Of the rows without gaps; one with a gap comes besides.
GOLDEN_ROWS = 3


def measure(model, test: pd.DataFrame, dataset: Dataset, label: str) -> dict:
    """The numbers of a model on rows; dataset: of the model, label: of the rows."""
    truth = test[label].astype(int)
    scores = model.predict_proba(table.features_of(test, dataset))[:, 1]
    return {
        "average_precision": float(average_precision_score(truth, scores)),
        "brier": float(brier_score_loss(truth, scores)),
        "f1": float(f1_score(truth, scores >= THRESHOLD, zero_division=0)),
        "roc_auc": float(roc_auc_score(truth, scores)),
        "rows": len(test),
    }


def golden(model, test: pd.DataFrame, dataset: Dataset) -> dict:
    """A request, and the predictions that the scoring service makes of it with this model and with no other."""
    features = table.features_of(test, dataset)
    gaps, empty = features.isna().any(axis=1), features.isna().all(axis=1)
    complete, incomplete = features.index[~gaps], features.index[gaps & ~empty]
    chosen = [*complete[:: max(1, len(complete) // GOLDEN_ROWS)][:GOLDEN_ROWS], *incomplete[:1]]
    rows = features.loc[chosen]
    scores = [float(score) for score in model.predict_proba(rows)[:, 1]]
    return {
        "request": {"data": [{name: plain(value) for name, value in row.items()} for row in rows.to_dict(orient="records")]},
        "response": {"predictions": [{"probability": score, dataset.label: int(score >= THRESHOLD)} for score in scores]},
        "tolerance": 1e-6,
    }


def plain(value):
    """A value as JSON has it: whole numbers without a fraction, gaps as null."""
    if isinstance(value, float):
        return None if math.isnan(value) else int(value) if value.is_integer() else value
    return value


def decide(metric: str, candidate: dict, champion: dict | None, minimum: float, how: str = "") -> dict:
    """Whether the candidate is registered, and why; how: what the champion's numbers are. It stays when both are equal."""
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
        return decision | {"reason": f"{metric} {new:.4f} is not better than the champion's {old:.4f}{how}"}
    return decision | {"register": True, "reason": f"{metric} {new:.4f} is better than the champion's {old:.4f}{how}"}


def look_up(name: str) -> Champion | None:
    """The champion in the workspace of this job. What can't be looked up ends the step: nothing is promoted unseen."""
    try:
        workspace, job = current_workspace(), tracking.root_run()
        if workspace is None or job is None:
            print("not in a job of Azure Machine Learning: no champion is looked up")
            return None
        champion = champions.find(workspace, name, job.run_id)
    except RestError as error:
        raise BadInput(f"the champion could not be looked up: {error}") from error
    print(f"the champion is {champion.model}, {champion.found}" if champion
          else f"no champion yet: nothing in production runs '{name}', and no version of it is approved")
    return champion


def numbers_of(champion: Champion, test: pd.DataFrame, dataset: Dataset) -> tuple[dict, str]:
    """The champion's numbers, and what they are: of these rows, else those that it was registered with."""
    try:
        model, its_dataset = contender.load(current_workspace(), champion.model, dataset)
        numbers = measure(model, test, its_dataset, dataset.label)
    except contender.CannotAsk as why:
        print(f"the champion's registered numbers count, as {champion.model} can't be asked: {why}")
        return champion.metrics, ", which it was registered with, on other rows"
    print(f"the champion {champion.model} was measured on the same {len(test)} rows")
    return numbers, f" on the same {len(test)} rows"


def tell(decision: dict, metrics: dict) -> None:
    """Puts the decision on the job that somebody submitted, which is where its reason is looked for."""
    job = tracking.root_run()
    if job is None:
        return
    told = {
        tags.DECISION: tags.REGISTER if decision["register"] else tags.KEEP,
        tags.REASON: tags.short(decision["reason"]),
        tags.METRIC: decision["metric"],
    } | tags.of_metrics(metrics)
    if decision["champion_model"]:
        told[tags.CHAMPION] = decision["champion_model"]
    try:
        job.log(tags=told)
    except RestError as error:
        raise BadInput(f"the decision could not be put on the job {job.run_id}: {error}") from error


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--prepared", type=Path, required=True, help="folder with test.csv")
    parser.add_argument("--dataset", type=Path, help="the data contract; without it the dataset.yml beside the code or above it")
    parser.add_argument("--model", type=Path, required=True, help="folder with model.joblib")
    parser.add_argument("--model-name", help="the registered model whose champion is looked up; without it that of dataset.yml")
    parser.add_argument("--champion-metrics", type=Path, help="metrics.json to compare with instead of the champion's")
    parser.add_argument("--metric", default="roc_auc", help=f"one of {', '.join(DECIDING)}")
    parser.add_argument("--minimum", type=float, default=0.7)
    parser.add_argument("--evaluation", type=Path, required=True, help="folder for metrics.json, decision.json and golden.json")
    arguments = parser.parse_args()
    if arguments.metric not in DECIDING:
        raise BadInput(f"--metric is '{arguments.metric}'; expected one of {', '.join(DECIDING)}")
    model_file, test_file = arguments.model / "model.joblib", arguments.prepared / "test.csv"
    for file in (model_file, test_file):
        if not file.is_file():
            raise BadInput(f"{file}: not found")

    dataset = contract.load(arguments.dataset)
    champion = read_json(arguments.champion_metrics) if arguments.champion_metrics else None
    found = None if arguments.champion_metrics else look_up(arguments.model_name or dataset.name)
    model, (test, _) = joblib.load(model_file), table.typed(table.read(test_file, dataset), dataset)
    metrics, how = measure(model, test, dataset, dataset.label), ""
    if found is not None:
        champion, how = numbers_of(found, test, dataset)
    decision = decide(arguments.metric, metrics, champion, arguments.minimum, how)
    decision["champion_model"] = found.model if found else None
    write_json(arguments.evaluation / "metrics.json", metrics)
    write_json(arguments.evaluation / "decision.json", decision)
    write_json(arguments.evaluation / "golden.json", golden(model, test, dataset))
    if champion is not None:
        write_json(arguments.evaluation / "champion_metrics.json", champion)
    tracking.log(metrics, {"metric": arguments.metric, "minimum": arguments.minimum},
                 {"register": decision["register"], "reason": decision["reason"]})
    tell(decision, metrics)
    print(f"{'register' if decision['register'] else 'keep the champion'}: {decision['reason']}")


if __name__ == "__main__":
    run(main)
