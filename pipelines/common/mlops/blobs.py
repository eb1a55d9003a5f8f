"""Blobs of the workspace's datastores, by plain REST calls with the identity of the job's compute.

What lies in a datastore is read and written as the job's identity, which needs Storage Blob Data Contributor for it: it has that in
the environments of this project.
"""

import base64
import os
import urllib.parse
import xml.etree.ElementTree as xml
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from mlops import rest
from mlops.rest import RestError
from mlops.workspace import Workspace

VERSION = "2023-11-03"
AUDIENCE = "https://storage.azure.com"
# One part of a blob that is written in parts, in bytes.
PART = 4 * 1024 * 1024
# What one request reads of a blob that is downloaded, in bytes.
PIECE = 16 * 1024 * 1024


class Blob(NamedTuple):
    """What a list says of a blob."""

    name: str
    size: int
    # As HTTP writes it, as in "Mon, 30 Nov 2026 07:00:00 GMT".
    modified: str
    # As If-Match takes it, without quotes: it changes with every write.
    etag: str = ""
    # MD5 of the content, base64; empty where who wrote it in parts did not say it.
    md5: str = ""
    # Which of the blob's versions it is; empty unless versions were asked for, and where the account keeps none.
    version_id: str = ""


class Container:
    """A container of blobs."""

    def __init__(self, url: str, identity) -> None:
        self.url, self._identity = url.rstrip("/"), identity

    def list(self, prefix: str = "", versions: bool = False) -> Iterator[Blob]:
        """The blobs whose names begin so, in order of their names; with the ids of their current versions, if asked for."""
        for blob in self._listed("Blob", {"prefix": prefix} | ({"include": "versions"} if versions else {})):
            # What was overwritten or deleted is listed with the versions.
            if blob.findtext("VersionId") and blob.findtext("IsCurrentVersion") != "true":
                continue
            yield Blob(blob.findtext("Name") or "", int(blob.findtext("./Properties/Content-Length") or 0),
                       blob.findtext("./Properties/Last-Modified") or "",
                       (blob.findtext("./Properties/Etag") or "").strip('"'),
                       blob.findtext("./Properties/Content-MD5") or "", blob.findtext("VersionId") or "")

    def folders(self, prefix: str = "") -> Iterator[str]:
        """What the names of blobs that begin so go on with, up to the next slash: the folders right below one."""
        for folder in self._listed("BlobPrefix", {"prefix": prefix, "delimiter": "/"}):
            yield (folder.findtext("Name") or "")[len(prefix):].rstrip("/")

    def save(self, blob: Blob, file: Path) -> None:
        """Downloads a blob, piece by piece, as long as it was when it was listed: what is appended to it later is not read."""
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as stream:
            for first in range(0, blob.size, PIECE):
                last = min(first + PIECE, blob.size) - 1
                stream.write(self._send("GET", self.address(blob.name), headers={"x-ms-range": f"bytes={first}-{last}"}).body)

    def read(self, name: str) -> bytes:
        return self._send("GET", self.address(name)).body

    def find(self, name: str) -> bytes | None:
        """The content of a blob; None if there is no such blob."""
        try:
            return self.read(name)
        except RestError as error:
            if error.status != 404:
                raise
            return None

    def exists(self, name: str) -> bool:
        try:
            self._send("HEAD", self.address(name))
        except RestError as error:
            if error.status != 404:
                raise
            return False
        return True

    def write(self, name: str, content: bytes) -> None:
        """Writes a blob, in the place of what is there."""
        self._send("PUT", self.address(name), content, {"x-ms-blob-type": "BlockBlob"})

    def create(self, name: str, content: bytes) -> bool:
        """Writes a blob; False if there is one of that name, which stays."""
        try:
            self._send("PUT", self.address(name), content, {"x-ms-blob-type": "BlockBlob", "If-None-Match": "*"})
        except RestError as error:
            if error.status not in (409, 412):
                raise
            return False
        return True

    def write_parts(self, name: str, pieces: Iterable[bytes]) -> None:
        """Writes a blob of any length in parts: it is there once all of them are, and until then what was there before."""
        parts, waiting = [], bytearray()
        for piece in pieces:
            waiting += piece
            while len(waiting) >= PART:
                parts.append(self._part(name, len(parts), bytes(waiting[:PART])))
                del waiting[:PART]
        if waiting:
            parts.append(self._part(name, len(parts), bytes(waiting)))
        if not parts:
            self.write(name, b"")
            return
        listed = "".join(f"<Latest>{part}</Latest>" for part in parts)
        self._send("PUT", f"{self.address(name)}?comp=blocklist",
                   f'<?xml version="1.0" encoding="utf-8"?><BlockList>{listed}</BlockList>'.encode())

    def write_file(self, name: str, file: Path) -> None:
        """Writes a blob of any length from a file."""
        with file.open("rb") as stream:
            self.write_parts(name, iter(lambda: stream.read(PART), b""))

    def address(self, name: str) -> str:
        return f"{self.url}/{urllib.parse.quote(name)}"

    def _listed(self, kind: str, asked: dict[str, str]) -> Iterator[xml.Element]:
        """The entries of one kind in a list, page by page as they are taken."""
        query = {"restype": "container", "comp": "list"} | asked
        while True:
            page = xml.fromstring(self._send("GET", f"{self.url}?{urllib.parse.urlencode(query)}").body)
            yield from page.iterfind(f"./Blobs/{kind}")
            query["marker"] = page.findtext("NextMarker") or ""
            if not query["marker"]:
                return

    def _part(self, name: str, number: int, content: bytes) -> str:
        part = base64.b64encode(f"{number:08d}".encode()).decode()
        self._send("PUT", f"{self.address(name)}?comp=block&blockid={urllib.parse.quote(part, safe='')}", content)
        return part

    def _send(self, method: str, url: str, content: bytes | None = None, headers: dict[str, str] | None = None) -> rest.Answer:
        token = self._identity.token(AUDIENCE)
        known = {"Authorization": f"Bearer {token}", "x-ms-version": VERSION}
        if content is not None:
            known["Content-Type"] = "application/octet-stream"
        return rest.send(method, url, content, known | (headers or {}))


def of_datastore(workspace: Workspace, name: str) -> Container:
    """The container of a datastore of the workspace."""
    properties = workspace.get(f"datastores/{name}")["properties"]
    account, container = properties.get("accountName"), properties.get("containerName")
    if not account or not container:
        raise RestError(f"the datastore '{name}' is of type {properties.get('datastoreType')}; only blob containers are read here")
    address = f"{properties.get('protocol') or 'https'}://{account}.blob.{properties.get('endpoint') or 'core.windows.net'}"
    # The local cloud has accounts at its own address.
    here = os.environ.get("MLOPS_BLOB_ADDRESS", "").replace("{account}", account)
    return Container(f"{here or address}/{container}", workspace.identity)


def place_of(workspace: Workspace, address: str) -> tuple[Container, str]:
    """Container and path of an address of data: of a datastore, in the short or the long form, or of a job's artifacts."""
    parts = urllib.parse.urlsplit(address)
    path = f"{parts.netloc}{urllib.parse.unquote(parts.path)}".strip("/")
    if parts.scheme == "azureml":
        before, found, below = path.partition("datastores/")
        # Of a whole datastore nothing follows.
        name, separator, inner = f"{below}/".partition("/paths/")
        inner = inner.strip("/")
        if found and separator and (not before or before.startswith("subscriptions/")):
            return of_datastore(workspace, name), inner
        segments = path.split("/")
        if segments[0] == "jobs" and segments[2:5] == ["outputs", "artifacts", "paths"]:
            return of_datastore(workspace, "workspaceartifactstore"), "/".join([f"ExperimentRun/dcid.{segments[1]}", *segments[5:]])
    raise RestError(f"'{address}' is no address of a datastore (azureml://datastores/NAME/paths/PATH) or of a job's artifacts")


def download(workspace: Workspace, address: str, folder: Path) -> list[Path]:
    """Downloads what lies at an address, a folder or a single blob, into a folder; the files."""
    container, path = place_of(workspace, address)
    files = []
    for blob in container.list(path.rstrip("/")):
        below = blob.name[len(path.rstrip("/")):]
        # 'model2/x' begins like 'model' and is none of its files.
        if path and below and not below.startswith("/") and not path.endswith("/"):
            continue
        file = folder / (below.strip("/") or path.rpartition("/")[2])
        if not file.resolve().is_relative_to(folder.resolve()):
            raise RestError(f"the blob '{blob.name}' can't be a file below the folder that it is downloaded to")
        # A folder of a storage account with a hierarchy is listed, too.
        if blob.size == 0 and blob.name.endswith("/"):
            continue
        container.save(blob, file)
        files.append(file)
    if not files:
        raise RestError(f"there is nothing at '{address}' ({container.url}, path '{path}')")
    return files
