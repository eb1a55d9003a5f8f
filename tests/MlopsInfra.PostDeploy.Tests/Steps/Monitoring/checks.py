"""Statistics of monitoring against what scipy and scikit-learn say: `python checks.py PIPELINES CHECK`."""

import json
import sys

sys.path[:0] = [f"{sys.argv[1]}/monitoring/src", f"{sys.argv[1]}/common"]

import numpy as np
import pandas as pd
from scipy import stats
from scipy.spatial.distance import jensenshannon
from sklearn.metrics import accuracy_score, brier_score_loss, roc_auc_score

import drift
import layout
import performance
import summary
from mlops.dataset import Feature

source = np.random.default_rng(11)
NUMBER = Feature()


def close(found: float, expected: float, tolerance: float = 1e-9) -> None:
    assert abs(found - expected) <= tolerance, f"{found} is not {expected}"


def counted(values, laid: dict) -> summary.Counts:
    return summary.count(pd.Series(values), laid)


def the_distance_and_its_probability_are_those_of_scipy() -> None:
    for size, shift in ((200, 0.0), (60, 0.4), (500, 2.0)):
        # Rounded, so that both have the same values many times.
        before, now = source.normal(0, 1, 150).round(1), source.normal(shift, 1, size).round(1)
        laid = layout.of_feature(pd.Series(before), NUMBER)
        one, other = counted(before, laid), counted(now, laid)
        expected = stats.ks_2samp(before, now, method="asymp")
        close(drift.ks(one.cells, other.cells), expected.statistic)
        close(drift.chance_of_distance(expected.statistic, len(before), len(now)), expected.pvalue)


def the_distance_of_many_values_is_off_by_less_than_one_in_256() -> None:
    before, now = source.normal(0, 1, 40_000), source.normal(0.2, 1.3, 30_000)
    laid = layout.of_feature(pd.Series(before), NUMBER)
    close(drift.ks(counted(before, laid).cells, counted(now, laid).cells), stats.ks_2samp(before, now).statistic, 1 / 256)


def the_index_and_the_distance_over_groups_follow_their_definitions() -> None:
    before, now = np.array([400, 300, 200, 100]), np.array([10, 20, 30, 40])
    one, other = (before + 0.5) / 1002, (now + 0.5) / 102
    close(drift.psi(before, now), sum((other - one) * np.log(other / one)))
    close(drift.js(before, now), jensenshannon(before, now, base=2))
    close(drift.chance_of_groups(before, now), stats.chi2_contingency([before, now], correction=False)[1])
    close(drift.psi(before, before), 0)
    close(drift.js(before, 3 * before), 0, 1e-7)
    close(drift.js(np.array([1, 0]), np.array([0, 1])), 1)
    assert np.isfinite(drift.psi(np.array([100, 0]), np.array([0, 100])))


def groups_are_equally_frequent_in_the_reference() -> None:
    before = source.gamma(2, 3, 5000)
    one = counted(before, layout.of_feature(pd.Series(before), NUMBER))
    found = drift.groups(one, one)
    assert len(found) == 10 and abs(found - 500).max() <= 25, found


def few_values_and_one_value_are_told_apart() -> None:
    for before, now in (([5.0] * 100, [6.0] * 100), ([0, 1] * 50, [1] * 100), ([5.0] * 100, [4.9] * 100)):
        laid = layout.of_feature(pd.Series(before), NUMBER)
        one, other = counted(before, laid), counted(now, laid)
        assert drift.psi(drift.groups(one, one), drift.groups(other, one)) > 0.25
        close(drift.psi(drift.groups(one, one), drift.groups(one, one)), 0)


def gaps_bounds_and_categories_are_counted() -> None:
    laid = layout.of_feature(pd.Series([1.0, 2.0, 3.0]), Feature(minimum=0, maximum=10))
    found = counted([1.0, None, float("nan"), -1.0, 11.0, 10.0], laid)
    assert (found.rows, found.missing, found.beyond) == (6, 2, 2), vars(found)
    laid = layout.of_feature(pd.Series(["a", "b", "a"]), Feature("category", values=("a", "b", "c")))
    found = counted(["a", "c", "new", None, "new"], laid)
    assert (found.missing, found.beyond) == (1, 2), vars(found)
    assert dict(zip(summary.names_of(laid), found.cells.tolist())) == {"a": 1, "b": 0, summary.OTHER: 1, summary.UNKNOWN: 2}
    # Whole numbers with gaps beside them become floats on the way.
    found = counted([1.0, None, 2.0, 7.0], layout.of_feature(pd.Series(["1", "2"]), Feature("category", values=(1, 2))))
    assert (found.missing, found.beyond) == (1, 1), vars(found)


def the_rise_of_a_share_has_the_probability_of_fishers_test() -> None:
    close(drift.chance_of_rise(3, 300, 12, 200), stats.fisher_exact([[12, 188], [3, 297]], alternative="greater")[1])


def counts_of_parts_add_up_to_those_of_the_whole() -> None:
    for _ in range(20):
        frame = pd.DataFrame({"x": source.normal(size=400), "c": source.choice(["a", "b", "d"], 400)})
        frame.loc[source.random(400) < 0.1, "x"] = np.nan
        layouts = {"x": layout.of_feature(frame["x"][:100], NUMBER),
                   "c": layout.of_feature(frame["c"][:100], Feature("category", values=("a", "b")))}
        cuts = sorted(source.integers(0, 400, 3))
        parts = [summary.of_rows(frame[start:end], layouts) for start, end in zip([0, *cuts], [*cuts, 400])]
        # As JSON carries them from one machine to the other.
        parts = [summary.of_document(json.loads(json.dumps(part.document())), layouts) for part in parts]
        assert summary.total(parts, layouts).document() == summary.of_rows(frame, layouts).document()


def what_labels_say_is_what_scikit_learn_says() -> None:
    label = source.integers(0, 2, 3000)
    frame = pd.DataFrame({"label": label, "probability": np.clip(source.normal(0.3 + 0.3 * label, 0.25), 0, 1)})
    found = performance.of_rows(frame)
    measures = found.measures()
    close(measures["accuracy"], accuracy_score(label, frame["probability"] >= 0.5))
    close(measures["brier"], brier_score_loss(label, frame["probability"]))
    close(measures["roc_auc"], roc_auc_score(label, frame["probability"]), 1e-3)
    both = performance.of_rows(frame[:1000]) + performance.of_document(json.loads(json.dumps(performance.of_rows(frame[1000:]).document())))
    close(both.measures()["brier"], measures["brier"])
    assert (both.scores == found.scores).all()
    # Of the same label only there is no such area.
    assert "roc_auc" not in performance.of_rows(frame[frame["label"] == 1]).measures()


def the_error_of_the_area_is_how_much_it_varies() -> None:
    # Hanley and McNeil's formula is exact for exponentially distributed scores, whose area is k / (1 + k).
    areas = [performance.of_rows(pd.DataFrame({
        "label": [0] * 60 + [1] * 40,
        "probability": 1 - np.exp(-np.concatenate([source.exponential(1, 60), source.exponential(4, 40)]))})).area()
        for _ in range(1500)]
    close(float(np.mean(areas)), 0.8, 0.005)
    close(performance.error_of_area(0.8, 40, 60), float(np.std(areas)), 0.003)


globals()[sys.argv[2]]()
