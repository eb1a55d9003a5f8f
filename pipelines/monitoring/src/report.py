"""The report: one page with everything in it, for people. It names no row, and all that comes from data is escaped."""

from html import escape

import drawing
from layout import PREDICTION
from style import CSS

STATES = {
    "breach": "Breach", "stable": "Stable", "too-little-data": "Too little data", "vanished": "Vanished",
    "not-judged": "Not judged", "no-reference": "No reference",
}
SIGNS = {"breach": "▲", "vanished": "▲", "stable": "●", "too-little-data": "◇", "not-judged": "○", "no-reference": "○"}
COLUMNS = {
    "psi": "PSI", "js": "JS distance", "ks": "KS distance", "missing": "Missing", "outOfRange": "Out of range", "unknown": "Unknown",
}
PERFORMANCE = {"roc_auc": "Area under the ROC curve", "brier": "Brier score", "accuracy": "Accuracy"}
# Statistics that are shares.
SHARES = ("missing", "outOfRange", "unknown")
COUNTS = {
    "requests": "Requests", "rows": "Rows that were sent", "failed": "Requests that failed",
    "trials": "Requests by which releases try the service",
    "withoutPrediction": "Rows without a prediction", "withoutInput": "Predictions without a request", "outsideWindow":
    "Requests outside of the window", "duplicates": "Rows that were there twice", "conflicts": "Rows with the id of another one",
    "quarantined": "Put aside", "badValues": "Values of a wrong type", "outOfRange": "Rows with a value out of range",
    "unknownColumns": "Rows with unknown columns", "truncated": "Lines that were cut off", "strange": "Lines that say nothing of a request",
    "skewed": "Lines of a wrong clock", "late": "Lines that came late", "lost": "Lines that were lost", "gaps":
    "Numbers of lines that are missing", "labels": "Labels", "labelsBad": "Labels that can't be used", "labelsCorrected":
    "Labels that corrected another one", "labelsWithoutPrediction": "Labels without a prediction in their days",
}
# Of what was collected, these are losses.
LOSSES = ("lost", "gaps", "truncated", "strange", "skewed", "badValues", "conflicts", "labelsBad")


def page(found: dict) -> str:
    """The page for what metrics.json says."""
    title = f"Monitoring of {found['name']}"
    parts = [head(found, title), features(found), histograms(found), prediction(found), performance(found), collected(found),
             explained(found)]
    return (f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
            f"<title>{escape(title)}: {STATES[found['outcome']]}</title>\n<style>\n{CSS}</style>\n</head>\n<body>\n<main>\n"
            + "\n".join(part for part in parts if part) + "\n</main>\n</body>\n</html>\n")


def head(found: dict, title: str) -> str:
    start, _, end = found["window"].partition("/")
    facts = {
        "Window": f"{moment(start)} to {moment(end)}",
        "Rows": whole(found["rows"]),
        "Reference": f"{whole(found['reference']['rows'])} rows",
        "Model": found["model"] or "not known",
        "Rows with a label": whole(found["labelled"]),
    }
    reasons = found["reason"].split("; ")
    said = (f"<ul>{''.join(f'<li>{escape(reason)}</li>' for reason in reasons)}</ul>" if len(reasons) > 1
            else f"<p>{escape(sentence(found['reason']))}</p>")
    return (f"<header>\n<h1>{escape(title)}</h1>\n<section class=\"outcome {found['outcome']}\" aria-label=\"Outcome\">"
            f"<p class=\"state\">{sign(found['outcome'])}{STATES[found['outcome']]}</p>{said}</section>\n"
            f"<dl>{''.join(f'<div><dt>{name}</dt><dd>{escape(value)}</dd></div>' for name, value in facts.items())}</dl>\n</header>")


def features(found: dict) -> str:
    if not found["features"]:
        return ""
    shown = [name for name in COLUMNS if any(name in each["statistics"] for each in found["features"].values())]
    heads = "".join(f'<th scope="col" role="columnheader">{escape(word)}</th>' for word in ["Feature", "State", *(
        COLUMNS[name] for name in shown)])
    ordered = sorted(found["features"].items(), key=lambda item: item[1]["state"] not in ("breach", "vanished"))
    rows = "".join(feature(name, each, shown) for name, each in ordered)
    return (f'<section>\n<h2>Features</h2>\n<p class="note">Behind each statistic stands its threshold. Shares say how much they have risen.'
            f'</p>\n<table role="table"><thead role="rowgroup"><tr role="row">{heads}</tr></thead>\n<tbody role="rowgroup">{rows}</tbody>'
            "</table>\n</section>")


def feature(name: str, found: dict, shown: list[str]) -> str:
    cells = "".join(statistic(each, found["statistics"].get(each)) for each in shown)
    why = f'<small>{escape(found["why"])}</small>' if found.get("why") else ""
    return (f'<tr role="row"><th scope="row" role="rowheader">{escape(name)}</th>'
            f'<td role="cell" data-label="State"><span>{badge(found["state"])}{why}</span></td>{cells}</tr>')


def statistic(name: str, found: dict | None) -> str:
    label = f'role="cell" data-label="{COLUMNS[name]}"'
    if found is None:
        return f"<td {label}><span>–</span></td>"
    limit = "off" if found["threshold"] is None else value_of(name, found["threshold"])
    over = f'<span class="value">{value_of(name, found["value"])}</span> <small class="of">of {limit}</small>'
    mark = sign("breach") + '<span class="hidden">breach: </span>' if found["state"] == "breach" else ""
    return f'<td {label} class="{found["state"]}"><span>{mark}{over}</span></td>'


def histograms(found: dict) -> str:
    shown = {name: each for name, each in found["histograms"].items() if name != PREDICTION}
    if not shown:
        return ""
    figures = "".join(figure(name, drawing.histogram(name, each), found["features"].get(name, {}).get("state"))
                      for name, each in shown.items())
    return (f'<section>\n<h2>Distributions</h2>\n{legend()}\n<div class="figures">{figures}</div>\n</section>')


def prediction(found: dict) -> str:
    judged, drawn = found["prediction"], found["histograms"].get(PREDICTION)
    if not judged:
        return ""
    why = f'<p class="note">{escape(sentence(judged["why"]))}</p>' if judged.get("why") else ""
    shown = [name for name in COLUMNS if name in judged["statistics"]]
    facts = "".join(f"<div><dt>{COLUMNS[name]}</dt><dd>{value_of(name, judged['statistics'][name]['value'])} <small class=\"of\">of "
                    f"{limit_of(name, judged['statistics'][name])}</small></dd></div>" for name in shown)
    picture = f'<div class="figures">{figure("Probability", drawing.histogram("Probability", drawn), None)}</div>' if drawn else ""
    return (f'<section>\n<h2>Predictions {badge(judged["state"])}</h2>\n{why}<dl>{facts}</dl>\n{picture}\n</section>')


def performance(found: dict) -> str:
    judged, days = found["performance"], found["byDay"]
    if not judged:
        return ""
    why = f'<p class="note">{escape(sentence(judged["why"]))}</p>' if judged.get("why") else ""
    rows = "".join(measure(name, judged) for name in PERFORMANCE if name in judged["measures"])
    table = "" if not rows else (
        '<table role="table"><thead role="rowgroup"><tr role="row">' + "".join(
            f'<th scope="col" role="columnheader">{word}</th>' for word in ("Measure", "Now", "Registered", "Worse by", "State"))
        + f'</tr></thead>\n<tbody role="rowgroup">{rows}</tbody></table>')
    figures = "".join(figure(word, over_time(name, word, days, judged), None) for name, word in PERFORMANCE.items()
                      if any(name in day for day in days.values()))
    said = '<p class="note">By day of the prediction; dashed: at the registration of the model.</p>' if figures else ""
    return (f'<section>\n<h2>Accuracy {badge(judged["state"])}</h2>\n{why}{table}\n{said}'
            f'<div class="figures">{figures}</div>\n</section>')


def measure(name: str, judged: dict) -> str:
    one = judged["statistics"].get(name)
    before = judged["registered"].get(name)
    worse = "–" if one is None else f"{one['value']:.3f} <small class='of'>of {limit_of(name, one)}</small>"
    cells = {"Now": f"{judged['measures'][name]:.3f}", "Registered": "–" if before is None else f"{before:.3f}", "Worse by": worse,
             "State": badge(one["state"] if one else "no-reference")}
    return (f'<tr role="row"><th scope="row" role="rowheader">{PERFORMANCE[name]}</th>'
            + "".join(f'<td role="cell" data-label="{label}"><span>{cell}</span></td>' for label, cell in cells.items()) + "</tr>")


def over_time(name: str, word: str, days: dict[str, dict], judged: dict) -> str:
    there = {day: each[name] for day, each in days.items() if name in each}
    return drawing.over_time(word, list(there), list(there.values()), judged["registered"].get(name))


def collected(found: dict) -> str:
    counts = found["counts"]
    rows = "".join(f'<div{" class=loss" if name in LOSSES and counts.get(name) else ""}><dt>{word}</dt>'
                   f"<dd>{whole(counts.get(name, 0))}</dd></div>" for name, word in COUNTS.items())
    models = ", ".join(f"{model} ({whole(number)} rows)" for model, number in sorted(found["models"].items()))
    unknown = ", ".join(f"{name} ({whole(number)} rows)" for name, number in found["unknownColumns"].items())
    more = "".join(f"<p>{escape(sentence(words))}</p>" for words in (
        f"Predicted by {models}" if models else "", f"Columns that dataset.yml does not have: {unknown}" if unknown else "") if words)
    return f'<section>\n<h2>What was collected</h2>\n{more}<dl class="counts">{rows}</dl>\n</section>'


def explained(found: dict) -> str:
    notes = "".join(f"<li>{escape(note)}</li>" for note in found["reference"]["notes"])
    chance = f", and if it is chance with a probability below {found['significance']:.1g}" if found.get("significance") else ""
    return ('<section class="explained">\n<h2>How to read this</h2>\n<ul>'
            f"<li>A statistic is a breach at or above its threshold{chance}.</li>"
            "<li>PSI is the population stability index over ten groups, JS the Jensen-Shannon distance over the same, KS the "
            "Kolmogorov-Smirnov distance: each is 0 where window and reference are the same.</li>"
            f"<li>Thresholds are in thresholds.yml of the pipeline.</li>{notes}</ul>\n</section>")


def figure(name: str, picture: str, state: str | None) -> str:
    return f'<figure><figcaption>{escape(name)} {badge(state) if state else ""}</figcaption>{picture}</figure>'


def legend() -> str:
    return ('<p class="legend"><span class="key window" aria-hidden="true"></span>the window '
            '<span class="key reference" aria-hidden="true"></span>the reference</p>')


def badge(state: str) -> str:
    return f'<span class="badge {state}">{sign(state)}{STATES[state]}</span>'


def sign(state: str) -> str:
    return f'<span class="sign" aria-hidden="true">{SIGNS[state]}</span>'


def limit_of(name: str, found: dict) -> str:
    return "off" if found["threshold"] is None else value_of(name, found["threshold"])


def value_of(name: str, value: float) -> str:
    return f"{value * 100:.1f} %" if name in SHARES else f"{value:.2f}"


def whole(value: int) -> str:
    return f"{value:,}".replace(",", " ")


def moment(time: str) -> str:
    """A time for people; all are UTC."""
    return f"{time[:10]} {time[11:16]} UTC"


def sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith('.') else '.'}"
