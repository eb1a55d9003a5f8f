"""A sample: a request, and what its answer has to be."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from scoring_service.model import ModelError, find, read_metadata
from scoring_service.schema import Schema

from .comparison import difference
from .failure import Failure

TOLERANCE = 1e-6
_KEYS = {"name", "request", "expected", "tolerance", "golden"}
_EXPECTED = {"status", "rows", "bounds", "body"}


@dataclass
class Sample:
    """A request to a model.

    answers: what every answer of the model looks like.
    expected: status (200), rows (how many predictions), bounds ({"probability": [0, 1]}), body (what has to be in it).
    """

    name: str
    request: dict
    answers: Schema
    expected: dict = field(default_factory=dict)
    tolerance: float = TOLERANCE

    @property
    def status(self) -> int:
        return self.expected.get("status", 200)

    def check(self, status: int, body):
        """What is wrong with an answer, in words; None if nothing is."""
        if status != self.status:
            return f"expected status {self.status}, got {status}: {json.dumps(body)[:300]}"
        if status == 200:
            problems = self.answers.problems(body)
            if problems:
                return f"against schemas/response.schema.json and the model's metadata.json: {problems[0]}"
            predictions = body["predictions"]
            rows = self.expected.get("rows", len(self.request["data"]))
            if len(predictions) != rows:
                return f"expected {rows} predictions, got {len(predictions)}"
            for name, (low, high) in self.expected.get("bounds", {}).items():
                for index, prediction in enumerate(predictions):
                    if not low <= prediction[name] <= high:
                        return f"predictions[{index}].{name}: expected {low} to {high}, got {prediction[name]}"
        return difference(self.expected.get("body", {}), body, self.tolerance)


def load(folder: Path, model: Path) -> list:
    """The samples of a folder, by name of their files. That which is golden asks what the model's golden.json says."""
    files = sorted(folder.glob("*.json"))
    if not files:
        raise Failure(f"{folder}: no samples")
    try:
        _, contract = read_metadata(find(model) / "metadata.json")
    except ModelError as error:
        raise Failure(str(error)) from error
    return [_read(file, model, contract.response()) for file in files]


def _read(file: Path, model: Path, answers: Schema) -> Sample:
    content = _json(file)
    unknown = sorted(set(content) - _KEYS) + sorted(set(content.get("expected", {})) - _EXPECTED)
    if unknown:
        raise Failure(f"{file}: '{unknown[0]}' is not known")
    name = content.get("name", file.stem)
    if not content.get("golden"):
        if not isinstance(content.get("request"), dict):
            raise Failure(f"{file}: 'request' is missing")
        return Sample(name, content["request"], answers, content.get("expected", {}), content.get("tolerance", TOLERANCE))
    golden = _json(model / "golden.json")
    if not isinstance(golden.get("request"), dict) or not isinstance(golden.get("response"), dict):
        raise Failure(f"{model / 'golden.json'}: 'request' or 'response' is missing")
    return Sample(name, golden["request"], answers, {"body": golden["response"]}, golden.get("tolerance", TOLERANCE))


def _json(file: Path) -> dict:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Failure(f"{file}: {error.strerror}") from error
    except ValueError as error:
        raise Failure(f"{file}: not JSON ({error})") from error
    if not isinstance(content, dict):
        raise Failure(f"{file}: expected a JSON object")
    return content
