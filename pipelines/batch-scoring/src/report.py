"""Says what became of the files of a batch: in report.json, on the job, and by how it ends."""

import argparse
import json
from collections import Counter
from pathlib import Path

from mlops import tracking
from mlops.step import BadInput, run, write_json

# So many are named in a message; report.json has all.
NAMED = 5


def read(file: Path) -> list[dict]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BadInput(f"{file}: {error.strerror}") from error
    try:
        return sorted((json.loads(line) for line in lines if line.strip()), key=lambda each: (each["file"], each["id"]))
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{file}: a line is not what the step before writes ({error})") from error


def summary(files: list[dict]) -> dict:
    files = [each for each in files if each["status"] != "ignored"]
    counted = Counter(each["status"] for each in files)
    return {
        "model": next((each["model"] for each in files if "model" in each), None),
        "files": len(files),
        "scored": counted["scored"],
        "already": counted["already"],
        "failed": counted["failed"],
        "rows": sum(each.get("rows", 0) for each in files),
        "quarantined": sum(each.get("quarantined", 0) for each in files),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scored", type=Path, required=True, help="what the step before says of each file")
    parser.add_argument("--report", type=Path, required=True, help="folder for report.json")
    arguments = parser.parse_args()

    files = read(arguments.scored)
    told = summary(files)
    write_json(arguments.report / "report.json", told | {"of_files": files})
    numbers = {f"batch.{name}": value for name, value in told.items() if name != "model"}
    tracking.log(numbers)
    tell_job({f"mlops.{name}": value for name, value in numbers.items()} | {"mlops.batch.model": told["model"]})
    print(", ".join(f"{value} {name}" for name, value in told.items() if name != "model") + f"; model {told['model']}")
    for each in files:
        if each["status"] == "failed" and each.get("known"):
            print(f"{each['file']} could not be scored, as an earlier job said: {each['reason']}")
    # Who is told once need not be told by every run on the same folder.
    failed = [f"{each['file']} {each['reason']}" for each in files if each["status"] == "failed" and not each.get("known")]
    if failed:
        more = f"; and {len(failed) - NAMED} more (report.json)" if len(failed) > NAMED else ""
        raise BadInput(f"{len(failed)} of {told['files']} files can't be scored, all others are: {'; '.join(failed[:NAMED])}{more}")


def tell_job(known: dict) -> None:
    job = tracking.root_run()
    if job is not None:
        job.log(tags={name: value for name, value in known.items() if value is not None})


if __name__ == "__main__":
    run(main)
