"""Writes customers.csv: made-up customers of an internet provider, the same bytes every time.

The customers are synthetic; no real company stands behind them. Each is observed once a week. Who calls support often, has had
long outages, pays much for little use or is new leaves more easily; who has a business plan or pays by direct debit stays. Who
leaves is followed by a new customer. Now and then the usage is not known, as counters fail.
"""

import argparse
import csv
import math
import random
from datetime import date, timedelta
from pathlib import Path

COLUMNS = [
    "observed_on", "customer_id", "postcode", "tenure_months", "plan", "payment", "monthly_fee", "usage_gb", "support_calls",
    "outage_hours", "left_within_30_days",
]
FEES = {"basic": 25.0, "plus": 45.0, "business": 90.0}
LOYALTY = {"basic": 0.0, "plus": -0.3, "business": -1.0, "card": 0.0, "direct debit": -0.7, "invoice": 0.3}


class Customers:
    """Customers who come, are observed and leave."""

    def __init__(self, seed: int) -> None:
        self._source, self._count = random.Random(seed), 0

    def new(self, months: float) -> dict:
        self._count += 1
        source = self._source
        plan = source.choices(list(FEES), [5, 4, 1])[0]
        return {
            "id": f"C{self._count:05}", "postcode": f"{source.randrange(10000, 99999)}", "months": months, "plan": plan,
            "payment": source.choices(["card", "direct debit", "invoice"], [4, 4, 2])[0],
            "fee": FEES[plan] * source.uniform(0.8, 1.3), "usage": source.lognormvariate(5.2, 0.7),
            "trouble": source.gammavariate(1.2, 0.8),
        }

    def observe(self, customer: dict, day: date) -> tuple[list, bool]:
        source = self._source
        customer["months"] += 7 / 30.4
        usage = customer["usage"] * source.lognormvariate(0, 0.25)
        calls = min(50, int(source.gammavariate(0.6 + customer["trouble"], 0.7)))
        outage = min(720.0, source.expovariate(1 / (0.5 + 2.5 * customer["trouble"])))
        odds = (-4.2 + 0.75 * calls + 0.14 * outage + 1.1 * math.exp(-customer["months"] / 10)
                + 1.5 * max(0.0, customer["fee"] / (usage + 20) - 0.25)
                + LOYALTY[customer["plan"]] + LOYALTY[customer["payment"]])
        left = source.random() < 1 / (1 + math.exp(-odds))
        known = "" if source.random() < 0.02 else f"{usage:.1f}"
        return [day.isoformat(), customer["id"], customer["postcode"], int(customer["months"]),
                customer["plan"], customer["payment"], f"{customer['fee']:.2f}", known, calls, f"{outage:.1f}", int(left)], left


def rows(customers: int, weeks: int, seed: int, start: date):
    source, made = random.Random(seed + 1), Customers(seed)
    present = [made.new(source.expovariate(1 / 30)) for _ in range(customers)]
    for week in range(weeks):
        day = start + timedelta(weeks=week)
        for index, customer in enumerate(present):
            row, left = made.observe(customer, day)
            yield row
            if left:
                present[index] = made.new(0.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("customers.csv"))
    parser.add_argument("--weeks", type=int, default=30, help="how often each customer is observed")
    parser.add_argument("--customers", type=int, default=80)
    parser.add_argument("--start", type=date.fromisoformat, default=date(2025, 1, 6), help="the first day, as in 2025-01-06")
    parser.add_argument("--seed", type=int, default=20250106)
    arguments = parser.parse_args()
    with arguments.out.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows(arguments.customers, arguments.weeks, arguments.seed, arguments.start))


if __name__ == "__main__":
    main()
