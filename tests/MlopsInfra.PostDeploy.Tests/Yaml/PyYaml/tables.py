"""Writes what PyYAML makes of the texts in documents.txt and scalars.txt: documents.json, scalars.json.

Needs PyYAML 6 (python3-yaml). Run it in this folder after a text was added.
"""

import json
import math

import yaml

TYPES = {"string": str, "number": float, "integer": int, "boolean": bool}


def read(text):
    """The value as JSON text; None where PyYAML refuses the text, or Python can't write the value as JSON."""
    try:
        value = yaml.safe_load(text)
        return value, json.dumps(value, allow_nan=False, ensure_ascii=False)
    except (yaml.YAMLError, ValueError, TypeError, IndexError, KeyError, AttributeError):
        return None, None


def default(value, declared):
    """What azure-ai-ml sends as a default: text, else a float, else a boolean; then the declared type; then text."""
    if value is None:
        return None
    if not isinstance(value, (bool, str)):
        value = float(value)
    try:
        if not isinstance(value, TYPES[declared]):
            if declared == "boolean":
                if str(value).lower() not in ("true", "false"):
                    return None
                value = str(value).lower() == "true"
            else:
                value = TYPES[declared](value)
    except ValueError:
        return None
    return None if isinstance(value, float) and not math.isfinite(value) else str(value)


def scalar(text):
    value, as_json = read(f"key: {text}\n")
    if as_json is None:
        return {"text": text, "refused": True}
    value = value["key"]
    return {
        "text": text,
        "literal": str(value),
        "json": json.dumps(value, ensure_ascii=False),
        "default": {declared: default(value, declared) for declared in TYPES},
    }


def document(text):
    value, as_json = read(text)
    return {"text": text, "json": as_json if isinstance(value, dict) else None}


def write(name, rows):
    with open(name, "w", encoding="utf-8", newline="\n") as file:
        file.write("[\n" + ",\n".join(json.dumps(row, ensure_ascii=True) for row in rows) + "\n]\n")


with open("scalars.txt", encoding="utf-8") as lines:
    write("scalars.json", [scalar(line.rstrip("\n")) for line in lines])

# A line of three per cent signs parts two texts; what can't be seen is written as Python writes it.
with open("documents.txt", encoding="utf-8") as file:
    write("documents.json", [document(text.encode("latin-1", "backslashreplace").decode("unicode_escape"))
                             for text in file.read().split("%%%\n")])
