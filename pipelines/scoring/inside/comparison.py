"""Compares answers with what is expected."""

import math


def difference(expected, actual, tolerance: float, path: str = ""):
    """The first difference, in words; None for none. Of an object, only the names that are expected are compared."""
    where = path.lstrip(".") or "the answer"
    if isinstance(expected, dict):
        if not isinstance(actual, dict):
            return f"{where}: expected an object, got {actual!r}"
        for name, value in expected.items():
            if name not in actual:
                return f"{where}: '{name}' is missing"
            found = difference(value, actual[name], tolerance, f"{path}.{name}")
            if found:
                return found
        return None
    if isinstance(expected, list):
        if not isinstance(actual, list) or len(actual) != len(expected):
            got = f"one of {len(actual)}" if isinstance(actual, list) else repr(actual)
            return f"{where}: expected a list of {len(expected)}, got {got}"
        return next(filter(None, (difference(value, actual[index], tolerance, f"{path}[{index}]")
                                  for index, value in enumerate(expected))), None)
    if _is_number(expected) and _is_number(actual):
        if math.isclose(expected, actual, rel_tol=0, abs_tol=tolerance):
            return None
        return f"{where}: expected {expected}, got {actual} (tolerance {tolerance})"
    return None if expected == actual and type(expected) is type(actual) else f"{where}: expected {expected!r}, got {actual!r}"


def _is_number(value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
