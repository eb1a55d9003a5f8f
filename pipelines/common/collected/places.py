"""Brings the part of a log that a window needs to this machine."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from collected.folders import DEEPEST, YEAR, is_meant
from collected.window import HOUR, Window
from mlops import blobs
from mlops.blobs import Blob, Container
from mlops.rest import RestError
from mlops.step import BadInput
from mlops.workspace import current_workspace

AT_ONCE = 8


def fetch(source: str, collection: str, window: Window, folder: Path) -> Path:
    """The folder of a log: as it is given, or, for an address of a datastore, one with the hours of the window.

    What is in a datastore is read as the identity of the job's compute. An address without anything is an empty log, as nothing was
    asked or no label came yet.

    collection: as `read` needs it, or empty for labels.
    folder: where downloads are put.
    """
    if "://" not in source:
        if not Path(source).is_dir():
            raise BadInput(f"{source}: no such folder; expected a folder, or azureml://datastores/NAME/paths/PATH")
        return Path(source)
    workspace = current_workspace()
    if workspace is None:
        raise BadInput(f"{source}: datastores are read in jobs of Azure Machine Learning; outside of them, give a folder")
    try:
        container, path = blobs.place_of(workspace, source)
        path = f"{path.rstrip('/')}/" if path.strip("/") else ""
        folder.mkdir(parents=True, exist_ok=True)
        wide = Window(window.start - HOUR, window.end + HOUR)
        with ThreadPoolExecutor(AT_ONCE) as threads:
            found = wanted(container, path, collection, wide)
            for _ in threads.map(lambda blob: container.save(blob, below(folder, blob.name[len(path):])), found):
                pass
    except RestError as error:
        raise BadInput(f"{source} could not be read: {error}. Is its storage open to this job? Nothing was written; "
                       "run it again once it is") from error
    return folder


def wanted(container: Container, path: str, collection: str, window: Window) -> Iterator[Blob]:
    hours = {hour.strftime("%Y/%m/%d/%H/") for hour in window.hours()}
    for log in logs(container, path, collection):
        for day in window.days():
            prefix = f"{log}{day:%Y/%m/%d}/"
            for blob in container.list(prefix):
                if not collection or blob.name[len(log):len(log) + len("yyyy/MM/dd/HH/")] in hours:
                    yield blob


def logs(container: Container, path: str, collection: str) -> list[str]:
    """The folders that have years in them, with a slash at the end."""
    found, level = [], [path]
    for _ in range(DEEPEST + 1):
        below_it = []
        for folder in level:
            inside = list(container.folders(folder))
            if any(YEAR.fullmatch(name) for name in inside):
                found.append(folder)
            else:
                below_it += [f"{folder}{name}/" for name in inside]
        level = below_it
    return [log for log in found if not collection or is_meant(Path(log[len(path):]), collection)]


def below(folder: Path, name: str) -> Path:
    """A file in the folder, whatever blobs are called."""
    file = folder / name
    if not file.resolve().is_relative_to(folder.resolve()):
        raise RestError(f"the blob '{name}' can't be a file below the folder that it is downloaded to")
    return file
