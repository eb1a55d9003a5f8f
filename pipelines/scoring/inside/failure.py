"""How a verb ends that does not go well."""

import os


class Failure(Exception):
    """It was tried, and failed; the message says what and where."""


class Usage(Exception):
    """It can't be tried: something is missing."""


def address(variable: str) -> str:
    """An address that has to be in the environment."""
    value = os.environ.get(variable, "")
    if not value.startswith(("https://", "http://")):
        raise Usage(f"{variable} is {repr(value) if value else 'not set'}; expected an address, as in https://HOST/PATH")
    return value
