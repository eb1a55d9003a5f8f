"""Reads files of readings row by row, and holds each row to the data contract."""

import csv
import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mlops.dataset import Column, Dataset, Feature

# Within a reason: what somebody wrote may be long.
LONGEST = 60


class FileProblem(Exception):
    """A file can't be scored at all; the message says why."""


class Row(NamedTuple):
    """A row of a file."""

    # Where it begins in the file, counted from 1.
    line: int
    # Features and columns by name; what is empty is None. As it was written, where there is a reason.
    values: dict
    # Why it can't be scored; None for a row that can.
    reason: str | None = None


def read(file: Path, dataset: Dataset) -> Iterator[Row]:
    """The rows of a CSV file, or of a file of JSON lines."""
    if file.stat().st_size == 0:
        raise FileProblem("is empty")
    kinds = {".csv": of_csv, ".jsonl": of_json_lines}
    if file.suffix.lower() not in kinds:
        raise FileProblem(f"is neither .csv nor .jsonl, but '{file.suffix}'")
    try:
        yield from kinds[file.suffix.lower()](file, dataset)
    except UnicodeDecodeError as error:
        raise FileProblem(f"is no text in UTF-8 (byte {error.start} of a piece: {error.reason})") from error


def of_csv(file: Path, dataset: Dataset) -> Iterator[Row]:
    with file.open(encoding="utf-8-sig", newline="") as content:
        lines = csv.reader(content, strict=True)
        header = [name.strip() for name in next(lines, [])]
        check_columns(header, dataset)
        line = lines.line_num + 1
        while True:
            try:
                fields = next(lines)
            except StopIteration:
                return
            except csv.Error as error:
                yield Row(line, {}, f"is no CSV ({error}); the file may be cut off")
                return
            if len(fields) == len(header):
                yield checked(line, dict(zip(header, fields)), dataset, texts=True)
            elif fields:
                yield Row(line, reportable(dict(zip(header, fields)), dataset),
                          f"has {len(fields)} fields, and the header has {len(header)}; the file may be cut off")
            line = lines.line_num + 1


def of_json_lines(file: Path, dataset: Dataset) -> Iterator[Row]:
    with file.open(encoding="utf-8-sig") as content:
        for number, line in enumerate(content, start=1):
            if not line.strip():
                continue
            try:
                values = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield Row(number, unread(line, dataset), f"is no JSON ({error}); the file may be cut off")
                continue
            if isinstance(values, dict):
                yield checked(number, values, dataset, texts=False)
            else:
                yield Row(number, unread(line, dataset), "is no JSON object")


def check_columns(header: list[str], dataset: Dataset) -> None:
    missing = [name for name in dataset.features if name not in header]
    if missing:
        raise FileProblem(f"has no column {', '.join(missing)}; its first line is {shown(','.join(header))}")
    twice = sorted({name for name in header if header.count(name) > 1 and (name in dataset.features or name in dataset.columns)})
    if twice:
        raise FileProblem(f"has the column {', '.join(twice)} twice")


def checked(line: int, written: dict, dataset: Dataset, texts: bool) -> Row:
    """A row with the values that the contract knows, each of its type; or with what is wrong with it."""
    values, problems = {}, []
    for name, kind in (dataset.columns | dataset.features).items():
        value = written.get(name)
        if isinstance(value, str) and texts:
            value = value.strip() or None
        if value is None:
            continue
        value, problem = (of_column if isinstance(kind, Column) else of_feature)(value, kind, texts)
        if problem:
            problems.append(f"{name}: expected {problem}, got {shown(value)}")
        else:
            values[name] = value
    if not problems and not any(name in values for name in dataset.features):
        problems.append(f"has none of {', '.join(dataset.features)}")
    if not problems:
        return Row(line, values)
    return Row(line, reportable(written, dataset), "; ".join(problems))


def reportable(written: dict, dataset: Dataset) -> dict:
    """What may be kept of a row that is refused: what is personal stays out, and what is unknown may be."""
    return {name: value for name, value in written.items()
            if name in dataset.features or name in dataset.columns and name not in dataset.personal}


def unread(line: str, dataset: Dataset) -> dict:
    """The same of a line that can't be read."""
    return {} if dataset.personal else {"text": shown(line.strip())}


def of_feature(value, feature: Feature, texts: bool):
    """The value, and what is expected instead of it; None if it is as it should be."""
    if feature.type == "category":
        found = next((each for each in feature.values if (str(each) == str(value) if texts else each == value)), None)
        return (value, f"one of {', '.join(map(str, feature.values))}") if found is None else (found, None)
    number = number_of(value, texts)
    words = "a whole number" if feature.type == "integer" else "a number"
    if feature.minimum is not None:
        words += f" from {feature.minimum}"
    if feature.maximum is not None:
        words += f" to {feature.maximum}" if feature.minimum is not None else f" up to {feature.maximum}"
    if number is None or feature.type == "integer" and number != int(number) \
            or feature.minimum is not None and number < feature.minimum or feature.maximum is not None and number > feature.maximum:
        return value, words
    return (int(number) if feature.type == "integer" else number), None


def of_column(value, column: Column, texts: bool):
    if column.type == "string":
        if not isinstance(value, str):
            return value, "a text"
        if column.max_length is not None and len(value) > column.max_length:
            return value, f"a text of at most {column.max_length} characters"
        return value, None
    return of_feature(value, Feature(column.type), texts)


def number_of(value, texts: bool) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)) or isinstance(value, str) and not texts:
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    # Python reads '1_000', which nobody else does.
    return number if math.isfinite(number) and "_" not in str(value) else None


def shown(value) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST else text[:LONGEST - 3] + "..."
