"""Pictures of the report, as SVG in the page: they take their colours from its style sheet and need no script."""

from html import escape

WIDE, HIGH = 320, 132
LEFT, RIGHT, TOP, BOTTOM = 6, 6, 8, 22
# Values of a category that are shown; the rest is in the table.
MOST_VALUES = 12


def histogram(name: str, found: dict) -> str:
    """Two histograms over each other: filled bars of the window, and steps of the reference."""
    before, now = shares(found["reference"]), shares(found["window"])
    labels = []
    if found["type"] == "category":
        before, now, labels = most(before, now, found["values"])
    elif not before[0] and not now[0] and not before[-1] and not now[-1]:
        before, now = before[1:-1], now[1:-1]
    highest = max([*before, *now]) or 1.0
    wide, high = (WIDE - LEFT - RIGHT) / len(before), HIGH - TOP - BOTTOM
    base = TOP + high
    bars = "".join(
        f'<rect class="window" x="{LEFT + place * wide + 0.75:.1f}" y="{base - share / highest * high:.1f}" '
        f'width="{max(wide - 1.5, 1):.1f}" height="{share / highest * high:.1f}"/>' for place, share in enumerate(now) if share)
    steps = "".join(f"V{base - share / highest * high:.1f}H{LEFT + (place + 1) * wide:.1f}" for place, share in enumerate(before))
    line = f'<path class="reference" d="M{LEFT} {base}{steps}V{base}"/>'
    axis = f'<path class="axis" d="M{LEFT} {base}H{WIDE - RIGHT}"/>'
    texts = category_texts(labels, wide) if labels else number_texts(found["edges"], len(before), wide)
    return picture(f"{name}: share of values in the window (bars) and in the reference (line); the highest is {highest:.0%}",
                   bars + line + axis + texts)


def number_texts(edges: list[float], bars: int, wide: float) -> str:
    low, high = number(edges[0]), number(edges[-1])
    # With bars for what is below and above, the lowest edge is one bar from the left.
    aside = wide if bars == len(edges) + 1 else 0
    return text(LEFT + aside, HIGH - 7, low) + text(WIDE - RIGHT - aside, HIGH - 7, high, "end")


def category_texts(labels: list[str], wide: float) -> str:
    fitting = max(3, int(wide / 6.5))
    return "".join(text(LEFT + (place + 0.5) * wide, HIGH - 7, label if len(label) <= fitting else f"{label[:fitting - 1]}…", "middle")
                   for place, label in enumerate(labels))


def most(before: list[float], now: list[float], values: list[str]) -> tuple[list[float], list[float], list[str]]:
    """The values that are there at all, the most frequent first."""
    there = [place for place in range(len(values)) if before[place] or now[place]]
    there = sorted(there, key=lambda place: -max(before[place], now[place]))[:MOST_VALUES] or [0]
    return [before[place] for place in there], [now[place] for place in there], [values[place] for place in there]


def over_time(name: str, days: list[str], values: list[float], registered: float | None) -> str:
    """A line over days, and a dashed one for what the model was registered with."""
    shown = values + ([registered] if registered is not None else [])
    low, high = min(shown), max(shown)
    room = max((high - low) * 0.15, 0.01)
    low, high = low - room, high + room

    def place(value: float) -> float:
        return TOP + (high - value) / (high - low) * (HIGH - TOP - BOTTOM)

    wide = WIDE - LEFT - RIGHT
    across = [LEFT + wide / 2] if len(days) == 1 else [LEFT + wide * at / (len(days) - 1) for at in range(len(days))]
    points = [(x, place(value)) for x, value in zip(across, values)]
    dots = "".join(f'<circle class="window" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in points)
    line = f'<polyline class="line" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>'
    dashed = "" if registered is None else (
        f'<path class="registered" d="M{LEFT} {place(registered):.1f}H{WIDE - RIGHT}"/>')
    texts = "".join(text(WIDE - RIGHT, max(place(value) - 6, 10), f"{value:.3f}", "end") for value in values[-1:])
    texts += text(LEFT, HIGH - 7, days[0]) + (text(WIDE - RIGHT, HIGH - 7, days[-1], "end") if len(days) > 1 else "")
    said = f"{name} by day from {days[0]} to {days[-1]}: {', '.join(f'{value:.3f}' for value in values)}"
    return picture(said + ("" if registered is None else f"; registered with {registered:.3f} (dashed)"), dashed + line + dots + texts)


def picture(title: str, content: str) -> str:
    return (f'<svg viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{escape(title)}"><title>{escape(title)}</title>'
            f"{content}</svg>")


def text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y}" text-anchor="{anchor}">{escape(words)}</text>'


def shares(counts: list[int]) -> list[float]:
    whole = sum(counts)
    return [count / whole if whole else 0.0 for count in counts]


def number(value: float) -> str:
    """A number in few digits."""
    return f"{value:.3g}" if abs(value) < 1000 or abs(value) >= 1e7 else f"{value:,.0f}"
