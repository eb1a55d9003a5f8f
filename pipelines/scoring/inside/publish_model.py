"""Uploads the model of this image to a folder of blobs. What is there with the same bytes is left as it is."""

import hashlib
import json
import os
from pathlib import Path

from azure.core.exceptions import AzureError, ClientAuthenticationError, HttpResponseError, ResourceNotFoundError
from azure.storage.blob import BlobClient, ContentSettings

from scoring_service.identity import credential

from .failure import Failure, address


def main() -> int:
    url = address("MODEL_URL").rstrip("/")
    folder = Path(os.environ.get("AZUREML_MODEL_DIR", "model"))
    files = sorted(each for each in folder.rglob("*") if each.is_file())
    if not files:
        raise Failure(f"{folder}: no files; the image has its model there")
    identity, states = credential(), []
    for file in files:
        path = file.relative_to(folder).as_posix()
        content = file.read_bytes()
        try:
            with BlobClient.from_blob_url(f"{url}/{path}", identity) as blob:
                states.append(_publish(blob, content))
        except ClientAuthenticationError as error:
            identity_is = os.environ.get("AZURE_CLIENT_ID") or "not set"
            raise Failure(f"{path}: {_reason(error)} (AZURE_CLIENT_ID, the identity, is {identity_is})") from error
        except AzureError as error:
            raise Failure(f"{path}: {_reason(error)}") from error
        print(json.dumps({"file": path, "bytes": len(content), "state": states[-1]}), flush=True)
    counts = {state: states.count(state) for state in ("uploaded", "replaced", "kept")}
    print(json.dumps(counts | {"url": url}), flush=True)
    return 0


def _publish(blob: BlobClient, content: bytes) -> str:
    md5 = hashlib.md5(content, usedforsecurity=False).digest()
    try:
        there = blob.get_blob_properties()
    except ResourceNotFoundError as error:
        if error.error_code == "ContainerNotFound":
            raise
        there = None
    if there is not None and there.size == len(content) and bytes(there.content_settings.content_md5 or b"") == md5:
        return "kept"
    blob.upload_blob(content, overwrite=True, content_settings=ContentSettings(
        content_type="application/octet-stream", content_md5=bytearray(md5)))
    return "replaced" if there is not None else "uploaded"


def _reason(error: AzureError) -> str:
    if isinstance(error, HttpResponseError) and error.status_code:
        code = getattr(error, "error_code", None) or error.reason
        return f"{error.status_code} {getattr(code, 'value', code)}"
    return " ".join(str(error).split())[:500]
