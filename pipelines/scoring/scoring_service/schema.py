"""Checks values against the JSON schemas of this service: the words of JSON Schema that they use, and no others."""

import json
import math
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "schemas"

# As many as somebody reads; the rest is counted.
MOST_PROBLEMS = 20

_KNOWN = {"$schema", "title", "description", "type", "required", "additionalProperties", "properties", "items", "minItems",
          "maxItems", "minimum", "maximum", "maxLength", "enum"}
_TYPES = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "number": lambda value: _is_integer(value) or isinstance(value, float) and math.isfinite(value),
    "integer": lambda value: _is_integer(value),
    "null": lambda value: value is None,
}
_WORDS = {"object": "an object", "array": "a list", "string": "a text", "number": "a number", "integer": "a whole number",
          "null": "null"}


class Problem:
    """What is wrong with a value: where it is, what is expected, what is there."""

    def __init__(self, path: tuple, expected: str, got: str):
        self.path, self.expected, self.got = path, expected, got

    def __str__(self) -> str:
        where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path).lstrip(".")
        return f"{where or 'the body'}: expected {self.expected}, got {self.got}"


class Schema:
    """A schema of this service.

    >>> Schema.load("request").problems({"data": []})[0].expected
    'at least 1 of them'
    """

    def __init__(self, content: dict):
        _check_words(content)
        self.content = content

    @classmethod
    def load(cls, name: str) -> "Schema":
        return cls(json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")))

    def problems(self, value) -> list:
        """What is wrong with the value; an empty list if nothing is."""
        found: list = []
        _check(self.content, value, (), found)
        return found


def _is_integer(value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _check_words(schema: dict) -> None:
    unknown = set(schema) - _KNOWN
    if unknown:
        raise ValueError(f"a schema of this service says {', '.join(sorted(unknown))}, which is not checked")
    for inner in [*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])]:
        _check_words(inner)


def _check(schema: dict, value, path: tuple, found: list) -> None:
    if "enum" in schema:
        # True is 1 to Python, and no value that somebody named.
        if not any(value == each and isinstance(value, bool) == isinstance(each, bool) for each in schema["enum"]):
            found.append(Problem(path, _expected(schema), _shown(value)))
        return
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(_TYPES[each](value) for each in types):
        found.append(Problem(path, _expected(schema, types), _shown(value)))
    elif isinstance(value, dict):
        _check_object(schema, value, path, found)
    elif isinstance(value, list):
        _check_list(schema, value, path, found)
    elif isinstance(value, str):
        if len(value) > schema.get("maxLength", len(value)):
            found.append(Problem(path, f"a text of at most {schema['maxLength']} characters", f"{len(value)} characters"))
    elif value is not None and not schema.get("minimum", -math.inf) <= value <= schema.get("maximum", math.inf):
        found.append(Problem(path, _expected(schema, types), _shown(value)))


def _check_object(schema: dict, value: dict, path: tuple, found: list) -> None:
    properties = schema.get("properties", {})
    for name in schema.get("required", []):
        if name not in value:
            found.append(Problem((*path, name), _expected(properties[name]), "nothing"))
    for name, inner in value.items():
        if name in properties:
            _check(properties[name], inner, (*path, name), found)
        elif schema.get("additionalProperties") is False:
            found.append(Problem((*path, name), f"one of {', '.join(properties)}", f"the unknown field {_shown(name)}"))


def _check_list(schema: dict, value: list, path: tuple, found: list) -> None:
    if len(value) < schema.get("minItems", 0):
        found.append(Problem(path, f"at least {schema['minItems']} of them", str(len(value))))
    if len(value) > schema.get("maxItems", len(value)):
        found.append(Problem(path, f"at most {schema['maxItems']} of them", str(len(value))))
        return
    for index, inner in enumerate(value):
        _check(schema.get("items", {}), inner, (*path, index), found)


def _expected(schema: dict, types=None) -> str:
    if "enum" in schema:
        return f"one of {', '.join(_shown(each) for each in schema['enum'])}"
    types = types or ([schema["type"]] if isinstance(schema["type"], str) else schema["type"])
    words = [_WORDS[each] for each in types]
    if "minimum" in schema and "maximum" in schema:
        words[0] += f" from {schema['minimum']} to {schema['maximum']}"
    elif "minimum" in schema:
        words[0] += f" of {schema['minimum']} or more"
    elif "maximum" in schema:
        words[0] += f" of {schema['maximum']} or less"
    return " or ".join(words)


def _shown(value) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "..."
