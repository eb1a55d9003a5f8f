"""What a model is asked with and what it predicts, as its metadata says it, and the schemas that follow from that."""

import copy

from .schema import Schema

# What models were asked with, and what they predicted, before their metadata said so: failures of pumps.
_OLDER_LABEL = "failed_within_7_days"
_OLDER_FEATURES = {
    "age_years": (0, 100), "flow_m3h": (0, 100000), "pressure_bar": (0, 1000), "temperature_c": (-100, 1000),
    "vibration_mm_s": (0, 1000), "power_kw": (0, 100000), "hours_since_service": (0, 1000000),
}
_OLDER_COLUMNS = {"pump_id": {"type": "string", "max_length": 64}, "reading_date": {"type": "string", "max_length": 32}}


class ContractError(Exception):
    """The metadata does not say what a model is asked with; the message says what is wrong."""


class Contract:
    """Features and columns in the form of dataset.yml, and the name of the label."""

    def __init__(self, label: str, features: dict, columns: dict):
        self.label, self.features, self.columns = label, features, columns
        # The features whose values are texts.
        self.texts = {name for name, each in features.items() if each.get("values") and isinstance(each["values"][0], str)}

    @property
    def numbers(self) -> list:
        """The features that are numbers and no categories."""
        return [name for name, each in self.features.items() if each.get("type") != "category"]

    @classmethod
    def of(cls, dataset, features: list) -> "Contract":
        """The one that metadata has; features: those of the model."""
        named = dataset.get("label") if isinstance(dataset, dict) else None
        label = named.get("name") if isinstance(named, dict) else None
        if not isinstance(label, str) or not label:
            raise ContractError("dataset.label.name is missing")
        for part in ("features", "columns"):
            entries = dataset.get(part)
            if not isinstance(entries, dict) or not all(isinstance(each, dict) for each in entries.values()):
                raise ContractError(f"dataset.{part} is missing, or no object of objects")
        unknown = [name for name in features if name not in dataset["features"]]
        if unknown:
            raise ContractError(f"the model has features that dataset.features does not name: {', '.join(unknown)}")
        return cls(label, {name: dataset["features"][name] for name in features}, dataset["columns"])

    @classmethod
    def of_older(cls, features: list) -> "Contract":
        """The one of a model whose metadata has none: it takes readings of pumps; other features are numbers."""
        bounds = {name: dict(zip(("minimum", "maximum"), _OLDER_FEATURES.get(name, ()))) for name in features}
        return cls(_OLDER_LABEL, {name: {"type": "number"} | each for name, each in bounds.items()}, _OLDER_COLUMNS)

    def request(self) -> Schema:
        """The schema of requests: the general one, with the columns and the features of this model for its rows."""
        content = copy.deepcopy(Schema.load("request").content)
        rows = content["properties"]["data"]["items"]
        rows["additionalProperties"] = False
        rows["properties"] = {name: _property(each) for name, each in (self.columns | self.features).items()}
        return Schema(content)

    def response(self) -> Schema:
        """The schema of answers: the general one, with the label of this model."""
        content = copy.deepcopy(Schema.load("response").content)
        rows = content["properties"]["predictions"]["items"]
        rows["additionalProperties"] = False
        rows["required"] = [*rows["required"], self.label]
        rows["properties"] = rows["properties"] | {self.label: {"type": "integer", "minimum": 0, "maximum": 1}}
        return Schema(content)


def _property(entry: dict) -> dict:
    kind = entry.get("type", "number")
    if kind == "category":
        return {"enum": [*entry["values"], None]}
    said = {"type": [kind, "null"]}
    for ours, theirs in (("minimum", "minimum"), ("maximum", "maximum"), ("max_length", "maxLength")):
        if entry.get(ours) is not None:
            said[theirs] = entry[ours]
    return said
