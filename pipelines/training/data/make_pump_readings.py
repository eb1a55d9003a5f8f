"""Writes pump_readings.csv: made-up readings of forty water pumps, the same bytes every time.

The readings are synthetic; no real plant stands behind them. A pump wears with its age, with the hours since its last
service and with the load it runs at. Wear shows as vibration and heat, and raises the odds of a failure within the next
seven days. A few values are missing, as sensors do.
"""

import argparse
import csv
import math
import random
from datetime import date, timedelta
from pathlib import Path

COLUMNS = [
    "reading_date", "pump_id", "age_years", "flow_m3h", "pressure_bar",
    "temperature_c", "vibration_mm_s", "power_kw", "hours_since_service", "failed_within_7_days",
]


def readings(pumps: int, weeks: int, seed: int):
    source = random.Random(seed)
    fleet = [
        {
            "id": f"P{number:02}",
            "age": source.uniform(0.5, 14.0),
            "load": source.uniform(0.55, 0.95),
            "since_service": source.uniform(0, 4000),
        }
        for number in range(1, pumps + 1)
    ]
    start = date(2025, 1, 6)
    for week in range(weeks):
        day = start + timedelta(weeks=week)
        season = 8.0 * math.sin(2 * math.pi * week / 52)
        for pump in fleet:
            yield reading(source, pump, day, season)


def reading(source: random.Random, pump: dict, day: date, season: float) -> list:
    pump["age"] += 7 / 365
    pump["since_service"] += 7 * 24 * pump["load"]
    load = min(1.0, max(0.3, source.gauss(pump["load"], 0.06)))
    wear = 0.12 * pump["age"] + pump["since_service"] / 2500 + 1.4 * max(0.0, load - 0.7)
    vibration = max(0.4, source.gauss(1.1 + 0.75 * wear, 0.45))
    temperature = source.gauss(38 + season + 14 * load + 2.2 * wear, 2.0)
    flow = source.gauss(120 * load, 4.0)
    pressure = source.gauss(6.4 - 0.22 * wear, 0.15)
    power = source.gauss(9 + 26 * load + 0.6 * wear, 0.8)
    odds = -11 + 2.6 * wear + 1.5 * vibration + 12 * max(0.0, load - 0.85)
    failed = source.random() < 1 / (1 + math.exp(-odds))
    row = [
        day.isoformat(), pump["id"], f"{pump['age']:.2f}", missing(source, f"{flow:.1f}"), f"{pressure:.2f}",
        missing(source, f"{temperature:.1f}"), missing(source, f"{vibration:.2f}"), f"{power:.1f}",
        f"{pump['since_service']:.0f}", int(failed),
    ]
    # Serviced after the reading: the hours in the row must not tell that the pump was about to fail.
    if failed or pump["since_service"] > 6000:
        pump["since_service"] = source.uniform(0, 200)
    return row


def missing(source: random.Random, value: str) -> str:
    return "" if source.random() < 0.01 else value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("pump_readings.csv"))
    parser.add_argument("--weeks", type=int, default=30, help="how many readings each pump has")
    arguments = parser.parse_args()
    with arguments.out.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(readings(pumps=40, weeks=arguments.weeks, seed=20250106))


if __name__ == "__main__":
    main()
