"""Holds the statistics of a window against the thresholds.

Two things make a breach: a statistic at or above its threshold (the change matters), and a probability of it being chance that is
below the significance, divided by how many judgements there are (the change is there). Either of them alone raises false alarms:
thresholds in small windows, probabilities in large ones.
"""

import drift
from layout import PREDICTION
from mlops.dataset import Dataset
from performance import HIGHER_IS_BETTER, Outcomes
from summary import Counts, Summary
from thresholds import Thresholds

STABLE, BREACH, TOO_LITTLE = "stable", "breach", "too-little-data"
# States of one statistic or one feature besides these.
NOT_JUDGED, VANISHED, NO_REFERENCE = "not-judged", "vanished", "no-reference"
# What is said of statistics, in words.
WORDS = {
    "psi": "population stability index", "js": "Jensen-Shannon distance", "ks": "Kolmogorov-Smirnov distance",
    "missing": "rise of the share of missing values", "outOfRange": "rise of the share of values out of range",
    "unknown": "share of unknown categories", "roc_auc": "loss of area under the ROC curve", "brier": "rise of the Brier score",
    "accuracy": "loss of accuracy",
}


def judge(reference: Summary, window: Summary, outcomes: Outcomes, registered: dict[str, float], dataset: Dataset,
          thresholds: Thresholds) -> dict:
    """The outcome, why, and each statistic with its threshold and state."""
    if window.rows < thresholds.minimum_rows:
        reason = f"{window.rows} rows in the window; at least {thresholds.minimum_rows} are needed (minimum_rows)"
        return {"outcome": TOO_LITTLE, "reason": reason, "features": {}, "prediction": {}, "performance": {}}
    significance = thresholds.significance / (len(dataset.features) + 2)
    features = {
        name: of_feature(reference.counts.get(name), window.counts.get(name), thresholds.features[name], significance,
                         thresholds.minimum_rows)
        for name in dataset.features}
    prediction = of_prediction(reference, window, thresholds, significance)
    measured = of_performance(outcomes, registered, thresholds, significance)
    breaches = [words for name, found in features.items() for words in breaches_of(name, found)]
    breaches += breaches_of("prediction", prediction) + breaches_of("performance", measured)
    return {
        "outcome": BREACH if breaches else STABLE,
        "reason": reason_of(breaches, len(features)),
        "significance": significance,
        "features": features,
        "prediction": prediction,
        "performance": measured,
    }


def of_feature(reference: Counts | None, window: Counts | None, limits: dict[str, float | None], significance: float,
               minimum: int) -> dict:
    if reference is None or window is None:
        return {"state": NO_REFERENCE, "statistics": {}, "why": "the reference has no such column"}
    found = {"type": reference.layout["type"], "rows": window.rows, "missing": window.missing}
    if not window.known and reference.known:
        return found | {"state": VANISHED if any(limit is not None for limit in limits.values()) else NOT_JUDGED,
                        "statistics": {}, "why": "no row of the window has a value"}
    statistics = compare(reference, window, minimum) | quality(reference, window)
    judged = {name: judged_of(limits.get(name), *statistics[name], significance) for name in limits if name in statistics}
    return found | {"state": state_of(judged), "statistics": judged}


def compare(reference: Counts, window: Counts, minimum: int) -> dict[str, tuple[float, float]]:
    """The distances of two distributions, each with its probability; none where there are too few values."""
    if window.known < minimum / 2 or not reference.known:
        return {}
    before, now = drift.groups(reference, reference), drift.groups(window, reference)
    chance = drift.chance_of_groups(before, now)
    found = {"psi": (drift.psi(before, now), chance), "js": (drift.js(before, now), chance)}
    if reference.layout["type"] == "number":
        distance = drift.ks(reference.cells, window.cells)
        found["ks"] = distance, drift.chance_of_distance(distance, reference.known, window.known)
    return found


def quality(reference: Counts, window: Counts) -> dict[str, tuple[float, float]]:
    found = {"missing": rise(reference.missing, reference.rows, window.missing, window.rows)}
    name = "outOfRange" if reference.layout["type"] == "number" else "unknown"
    return found | ({name: rise(reference.beyond, reference.known, window.beyond, window.known)} if window.known else {})


def rise(before: int, of_before: int, now: int, of_now: int) -> tuple[float, float]:
    """How much higher a share is, and the probability of that being chance."""
    higher = now / of_now - (before / of_before if of_before else 0.0)
    return max(0.0, higher), drift.chance_of_rise(before, of_before, now, of_now) if higher > 0 else 1.0


def of_prediction(reference: Summary, window: Summary, thresholds: Thresholds, significance: float) -> dict:
    before, now = reference.counts.get(PREDICTION), window.counts.get(PREDICTION)
    if before is None or now is None or not before.known:
        return {"state": NO_REFERENCE, "statistics": {}, "why": "the reference has no predictions: the model could not be loaded"}
    found = {"type": "number", "rows": now.rows, "missing": now.missing}
    if now.known < thresholds.minimum_rows:
        return found | {"state": TOO_LITTLE, "statistics": {}, "why": f"{now.known} rows were predicted by this model"}
    distances = compare(before, now, thresholds.minimum_rows)
    judged = {name: judged_of(limit, *distances[name], significance) for name, limit in thresholds.prediction.items()}
    return found | {"state": state_of(judged), "statistics": judged}


def of_performance(outcomes: Outcomes, registered: dict[str, float], thresholds: Thresholds, significance: float) -> dict:
    measures = outcomes.measures()
    found = {"rows": outcomes.rows, "measures": measures,
             "registered": {name: value for name, value in registered.items() if name in HIGHER_IS_BETTER}}
    if outcomes.rows < thresholds.minimum_labels:
        return found | {"state": TOO_LITTLE, "statistics": {},
                        "why": f"{outcomes.rows} predictions have a label; at least {thresholds.minimum_labels} are needed"}
    judged = {}
    for name, limit in thresholds.performance.items():
        if name in measures and name in registered:
            before = registered[name]
            worse = before - measures[name] if HIGHER_IS_BETTER[name] else measures[name] - before
            judged[name] = judged_of(limit, max(0.0, worse), outcomes.chance(name, before), significance)
    if not judged:
        return found | {"state": NO_REFERENCE, "statistics": {}, "why": "the model was registered without metrics to compare with"}
    return found | {"state": state_of(judged), "statistics": judged}


def judged_of(limit: float | None, value: float, chance: float, significance: float) -> dict:
    breach = limit is not None and value >= limit and chance < significance
    return {"value": value, "threshold": limit, "chance": chance,
            "state": NOT_JUDGED if limit is None else BREACH if breach else STABLE}


def state_of(statistics: dict[str, dict]) -> str:
    states = {found["state"] for found in statistics.values()}
    return BREACH if BREACH in states else STABLE if STABLE in states else NOT_JUDGED


def breaches_of(name: str, found: dict) -> list[str]:
    if found["state"] == VANISHED:
        return [f"{name} vanished"]
    worst = {each: one["value"] for each, one in found["statistics"].items() if one["state"] == BREACH}
    return [f"{name} ({', '.join(f'{each} {value:.2f}' for each, value in worst.items())})"] if worst else []


def reason_of(breaches: list[str], features: int) -> str:
    if breaches:
        return "; ".join(breaches)
    return f"{features} features, the prediction and what labels say are within their thresholds"
