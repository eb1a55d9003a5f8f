"""Scores files: the entry script of a parallel step, with init() and run(mini_batch).

Each file gives a CSV file of predictions, its rows that can't be scored go to quarantine, and requests and predictions go to the
log of the scoring services. What is returned for a file is a line of JSON that says what became of it.
"""

import argparse
import csv
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

# The code of this step is the folder `pipelines`, wherever it is run: beside this file lie its own modules, above it the others.
HERE = Path(__file__).resolve().parent
for folder in (HERE.parents[1] / "scoring", HERE.parents[1] / "common", HERE):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

import ledger
import rows
from choose_model import CHOSEN
from mlops import dataset as contract
from mlops.step import read_json
from mlops.workspace import current_workspace
from scoring_service.model import Model, find

# Rows of one request in the log.
AT_ONCE = 500
# Rows that the model is asked about at once: a call costs as much as hundreds of rows.
PREDICTED = 20 * AT_ONCE

_batch = None


class Batch:
    """All that scores a file."""

    def __init__(self, chosen: Path, results: Path, quarantine: Path) -> None:
        self._results, self._quarantine = results, quarantine
        model = read_json(chosen / CHOSEN)
        self._name, self._version = model["name"], model["version"]
        self._model = Model.load(chosen / "model")
        metadata = read_json(find(chosen / "model") / "metadata.json")
        # What the model was trained on counts; models from before that was written down go by the repository's contract.
        self._dataset = contract.of_document(metadata["dataset"], "metadata.json of the model") if "dataset" in metadata \
            else contract.load()
        self._ledger = ledger.Ledger(current_workspace())

    def score(self, file: Path) -> dict:
        """Scores a file, and says what became of it."""
        # Markers such as _SUCCESS, which say that all others are there.
        if file.name.startswith(("_", ".")):
            return {"file": file.name, "id": "", "status": "ignored"}
        file_id = self._id_of(file)
        entry = self._ledger.claim(file_id)
        told = {"file": file.name, "id": file_id, "time": entry.time, "model": f"{self._name}:{self._version}"}
        try:
            with tempfile.TemporaryDirectory() as folder:
                counts = self._write(file, file_id, entry, Path(folder))
                self._ledger.keep(file_id, entry, Path(folder, "inputs"), Path(folder, "predictions"))
        except rows.FileProblem as problem:
            self._ledger.fail(file_id, entry, str(problem))
            return told | {"status": "failed", "known": entry.failed is not None, "reason": str(problem)}
        return told | {"status": "already" if entry.known else "scored"} | counts

    def _id_of(self, file: Path) -> str:
        digest = hashlib.sha256(f"{self._name}:{self._version}\n".encode())
        with file.open("rb") as content:
            while piece := content.read(1024 * 1024):
                digest.update(piece)
        return digest.hexdigest()[:16]

    def _write(self, file: Path, file_id: str, entry: ledger.Entry, folder: Path) -> dict:
        """Writes what goes to the log into a folder, and the predictions and the rows in quarantine to their places."""
        name = f"{file.stem}.{file_id}"
        bad: list[int] = []
        head = {"model": self._name, "modelVersion": self._version, "image": None, "process": file_id, "replica": f"batch-{file_id}",
                "release": f"batch-{entry.job}" if entry.job else "batch"}
        identifying = [*self._dataset.keys, self._dataset.time]
        scored = 0
        with (folder / "inputs").open("w", encoding="utf-8") as inputs, \
                (folder / "predictions").open("w", encoding="utf-8") as predictions, \
                (folder / "results").open("w", encoding="utf-8", newline="") as results:
            table = csv.writer(results, lineterminator="\n")
            table.writerow(["line", "requestId", "row", *identifying, "probability", self._dataset.label])
            good = self._good_rows(file, folder / "quarantine", bad)
            for number, (chunk, answers) in enumerate(self._answered(good)):
                request = f"batch-{file_id}-{number:05d}"
                line = {"time": entry.time, "requestId": request, "status": 200} | head | {"sequence": number + 1}
                write_line(inputs, line | {"data": [row.values for row in chunk]})
                write_line(predictions, line | {"predictions": answers})
                for index, (row, answer) in enumerate(zip(chunk, answers)):
                    table.writerow([row.line, request, index, *(row.values.get(each) for each in identifying),
                                    answer["probability"], answer[self._dataset.label]])
                scored += len(chunk)
        if bad:
            place(folder / "quarantine", self._quarantine / f"{name}.jsonl")
        if not scored:
            raise rows.FileProblem(f"has no row that can be scored; {len(bad)} are in quarantine" if bad else "has no rows")
        place(folder / "results", self._results / f"{name}.csv")
        return {"rows": scored, "quarantined": len(bad)}

    def _answered(self, good: Iterator[rows.Row]) -> Iterator[tuple[list[rows.Row], list[dict]]]:
        """Rows with their predictions, a request at a time."""
        while block := list(islice(good, PREDICTED)):
            answers = self._model.predict([row.values for row in block])
            for first in range(0, len(block), AT_ONCE):
                yield block[first:first + AT_ONCE], answers[first:first + AT_ONCE]

    def _good_rows(self, file: Path, quarantine: Path, bad: list[int]) -> Iterator[rows.Row]:
        with quarantine.open("w", encoding="utf-8") as refused:
            for row in rows.read(file, self._dataset):
                if row.reason is None:
                    yield row
                    continue
                bad.append(row.line)
                write_line(refused, {"file": file.name, "line": row.line, "reason": row.reason, "row": row.values})


def write_line(file, value: dict) -> None:
    file.write(json.dumps(value, separators=(",", ":"), default=str) + "\n")


def place(source: Path, target: Path) -> None:
    """Writes a file where others look, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    waiting = target.with_name(f".{target.name}.part")
    waiting.write_bytes(source.read_bytes())
    waiting.replace(target)


def arguments_of(known: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--chosen", type=Path, required=True, help="folder with model/ and chosen.json")
    parser.add_argument("--results", type=Path, required=True, help="folder for predictions")
    parser.add_argument("--quarantine", type=Path, required=True, help="folder for rows that can't be scored")
    # Azure's driver hands its own arguments on.
    return parser.parse_known_args(known)[0]


def init() -> None:
    """Loads the model; once in each process."""
    global _batch
    arguments = arguments_of(sys.argv[1:])
    _batch = Batch(arguments.chosen, arguments.results, arguments.quarantine)


def run(mini_batch: list[str]) -> list[str]:
    """Scores files; a line of JSON for each of them."""
    return [json.dumps(_batch.score(Path(file)), sort_keys=True) for file in mini_batch]


if __name__ == "__main__":
    # By hand: python score_files.py --chosen ... --results ... --quarantine ... FILE ...
    init()
    print("\n".join(run([each for each in sys.argv[1:] if Path(each).is_file()])))
