"""Debian has no pydash: what azure-ai-ml uses of it."""
import types


def get(value, path, default=None):
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else getattr(value, name, None)
        if value is None:
            return default
    return value


def set_(value, path, new):
    *above, last = path.split(".")
    for name in above:
        value = value.setdefault(name, {})
    value[last] = new


def omit(value, keys):
    return {key: item for key, item in value.items() if key not in keys}


objects = types.SimpleNamespace(get=get, set_=set_)
