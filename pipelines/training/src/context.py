"""The context of the scoring image: which files, what they are called by, and how they are sent.

Image and name depend on the content alone, so that the same content is built once. `mlops release` names it by the same rules.
"""

import gzip
import hashlib
import io
import re
import tarfile
from pathlib import Path

from mlops.step import BadInput

MODEL = "model"


def collect(scoring: Path, model: Path, left_out: set[str]) -> dict[str, Path]:
    """The files by their paths in the context: those of the scoring service that its .dockerignore leaves, and the model's."""
    if not (scoring / "Dockerfile").is_file():
        raise BadInput(f"{scoring / 'Dockerfile'}: not found; is --scoring the folder of the scoring service?")
    ignore = rules_of(scoring / ".dockerignore")
    files = {path: file for path, file in files_in(scoring).items()
             if not path.startswith(f"{MODEL}/") and not is_ignored(path, ignore)}
    return files | {f"{MODEL}/{path}": file for path, file in files_in(model).items() if path not in left_out}


def name_of(files: dict[str, Path], arguments: dict[str, str]) -> str:
    """A SHA-256 in hexadecimal over paths, contents and build arguments."""
    lines = [f"{path}\0{hashlib.sha256(files[path].read_bytes()).hexdigest()}\n" for path in in_order(files)]
    lines += [f"{name}={arguments[name]}\n" for name in in_order(arguments)]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def archive(files: dict[str, Path]) -> bytes:
    """A tar, gzipped: the same bytes for the same files."""
    content = io.BytesIO()
    with gzip.GzipFile(fileobj=content, mode="wb", mtime=0) as zipped, tarfile.open(fileobj=zipped, mode="w") as tar:
        for path in in_order(files):
            data = files[path].read_bytes()
            entry = tarfile.TarInfo(path)
            entry.size, entry.mode = len(data), 0o644
            tar.addfile(entry, io.BytesIO(data))
    return content.getvalue()


def in_order(names) -> list[str]:
    """By UTF-16, as .NET compares ordinally: it differs from Python's order only beyond the basic plane."""
    return sorted(names, key=lambda name: name.encode("utf-16-be"))


def files_in(folder: Path) -> dict[str, Path]:
    return {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}


def rules_of(file: Path) -> list[tuple[re.Pattern, bool]]:
    """The patterns of a .dockerignore, and whether each of them takes something in again."""
    rules = []
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else []:
        pattern = line.strip()
        if not pattern or line.startswith("#"):
            continue
        takes_in = pattern.startswith("!")
        pattern = pattern.removeprefix("!").strip().strip("/")
        rules.append((re.compile(expression(pattern)), takes_in))
    return rules


def is_ignored(path: str, rules: list[tuple[re.Pattern, bool]]) -> bool:
    """The last rule that fits a path, or a folder that it is in, decides."""
    parts = path.split("/")
    above = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
    ignored = False
    for pattern, takes_in in rules:
        if any(pattern.fullmatch(each) for each in above):
            ignored = not takes_in
    return ignored


def expression(pattern: str) -> str:
    """Docker's patterns: ** is any number of folders, * and ? do not go over a slash."""
    pieces = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    found = re.split(r"(\*\*/|\*\*|\*|\?|\[[^\]]*\])", pattern)
    return "".join(pieces.get(part) or (part if part.startswith("[") else re.escape(part)) for part in found)
