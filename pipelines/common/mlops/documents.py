"""YAML whose mistakes are told by file and line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import yaml

from mlops.step import BadInput


class Place:
    """A value of a document, and where it stands."""

    def __init__(self, node: yaml.Node, file: str, path: str = "") -> None:
        self._node, self._file, self._path = node, file, path
        self._entries: dict[str, tuple[yaml.Node, Place]] | None = None

    def fail(self, why: str) -> NoReturn:
        """Ends the step; the message names the file, the line and the path to this value."""
        where = f"{self._path}: " if self._path else ""
        raise BadInput(f"{self._file}({self._node.start_mark.line + 1}): {where}{why}")

    def object(self, *known: str) -> None:
        """Requires an object, with these keys and no others; without any, whatever its keys are."""
        for key, place in self.items():
            if known and key not in known:
                place.fail(f"'{key}' is not known; known are {', '.join(known)}")

    def items(self) -> Iterator[tuple[str, "Place"]]:
        """Keys and values of an object, in their order."""
        if self._entries is None:
            self._entries = self._read()
        return iter({key: place for key, (_, place) in self._entries.items()}.items())

    def get(self, key: str) -> "Place | None":
        """A value of an object; None if it is not there."""
        return dict(self.items()).get(key)

    def __getitem__(self, key: str) -> "Place":
        found = self.get(key)
        if found is None:
            self.fail(f"'{key}' is missing")
        return found

    def items_of(self, key: str) -> Iterator[tuple[str, "Place"]]:
        """Keys and values of an object in this one; none if it is not there."""
        return found.items() if (found := self.get(key)) else iter(())

    def list(self) -> "list[Place]":
        """The entries of a list."""
        if not isinstance(self._node, yaml.SequenceNode):
            self.fail(f"expected a list, as in [a, b], got {self.kind()}")
        return [Place(node, self._file, f"{self._path}[{index}]") for index, node in enumerate(self._node.value)]

    def list_of(self, key: str) -> "list[Place]":
        """The entries of a list in this object; none if it is not there."""
        return found.list() if (found := self.get(key)) else []

    def text(self) -> str:
        value = self.value()
        if not isinstance(value, str) or not value:
            self.fail(f"expected a text, got {self.kind()}")
        return value

    def value(self) -> Any:
        """The value as YAML has it, of whatever kind."""
        try:
            return yaml.SafeLoader("").construct_object(self._node, deep=True)
        except (yaml.YAMLError, ValueError) as error:
            why = getattr(error, "problem", None) or error
            self.fail(f"'{self.written()}' can't be read ({why}); put it in quotes to make it a text")

    def written(self) -> str:
        """The value as it is written."""
        return self._node.value if isinstance(self._node, yaml.ScalarNode) else self.kind()

    def kind(self) -> str:
        if isinstance(self._node, yaml.MappingNode):
            return "an object"
        if isinstance(self._node, yaml.SequenceNode):
            return "a list"
        return f"'{self._node.value}'" if self._node.value else "nothing"

    def _read(self) -> "dict[str, tuple[yaml.Node, Place]]":
        if not isinstance(self._node, yaml.MappingNode):
            self.fail(f"expected an object, as in {{key: value}}, got {self.kind()}")
        entries: dict[str, tuple[yaml.Node, Place]] = {}
        for node, value in self._node.value:
            at = Place(node, self._file, self._path)
            if not isinstance(node, yaml.ScalarNode) or not isinstance(at.value(), str):
                at.fail(f"expected a text as a key, got {at.kind()}; put it in quotes to make it one")
            if node.value in entries:
                at.fail(f"'{node.value}' is there twice, first in line {entries[node.value][0].start_mark.line + 1}")
            entries[node.value] = node, Place(value, self._file, f"{self._path}.{node.value}".lstrip("."))
        return entries


def parse(text: str, file: str) -> Place:
    """The document of a text; file: what errors call it."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadInput(f"{file}({line}): no YAML: {error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise BadInput(f"{file}: no YAML: {error}") from error
    if node is None:
        raise BadInput(f"{file}: is empty")
    return Place(node, file)


def load(file: Path) -> Place:
    """The document of a file."""
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{file}: is not in UTF-8 ({error.reason} at byte {error.start})") from error
    return parse(text, str(file))
