"""What a step or an entry script does with blobs, by Microsoft's own clients; tells what came of it as JSON."""
import base64
import json
import os
import uuid
from datetime import datetime, timedelta, timezone

from azure.core import MatchConditions
from azure.core.exceptions import HttpResponseError
from azure.identity import DefaultAzureCredential
from azure.storage.blob import (
    BlobClient, BlobLeaseClient, BlobSasPermissions, BlobServiceClient, ContainerClient, ContainerSasPermissions,
    StandardBlobTier, generate_blob_sas, generate_container_sas)

told = {}
credential = DefaultAzureCredential(exclude_shared_token_cache_credential=True)
service = BlobServiceClient(os.environ["BLOBS"], credential)
training = service.get_container_client("training")


def refusal(action):
    try:
        action()
    except HttpResponseError as error:
        return f"{error.status_code} {getattr(error.error_code, 'value', error.error_code)}"
    return "done"


def read_and_write():
    data = b"line\n" * 1000
    training.upload_blob("plain.txt", data, metadata={"step": "prep"})
    large = os.urandom(9 * 1024 * 1024)
    training.upload_blob("large.bin", large, max_concurrency=2)
    told["read"] = training.download_blob("plain.txt").readall() == data
    told["blocks"] = training.download_blob("large.bin").readall() == large
    told["listed"] = [blob.name for blob in training.list_blobs()]


def append():
    log = training.get_blob_client("logs/hour.jsonl")
    log.create_append_blob()
    told["appended"] = [log.append_block(f"{{\"n\": {n}}}\n".encode())["blob_append_offset"] for n in range(3)]
    told["log"] = log.download_blob().readall().decode()
    properties = log.get_blob_properties()
    told["log properties"] = [properties.blob_type, properties.append_blob_committed_block_count, properties.size]
    told["append at another position"] = refusal(lambda: log.append_block(b"x", appendpos_condition=1))
    told["append over a size"] = refusal(lambda: log.append_block(b"x", maxsize_condition=10))
    told["append to a block blob"] = refusal(lambda: training.get_blob_client("plain.txt").append_block(b"x"))
    told["put over an append blob"] = refusal(lambda: training.upload_blob("logs/hour.jsonl", b"x", overwrite=True))
    training.upload_blob("logs/hour.jsonl", b"last\n", blob_type="AppendBlob")
    told["appended by upload"] = log.download_blob().readall().decode().endswith("last\n")
    log.seal_append_blob()
    told["append to a sealed blob"] = refusal(lambda: log.append_block(b"x"))


def lease():
    blob = training.get_blob_client("one-at-a-time")
    blob.upload_blob(b"0")
    lease = blob.acquire_lease(lease_duration=15)
    told["leased"] = [str(blob.get_blob_properties().lease[name]) for name in ("status", "state", "duration")]
    told["second lease"] = refusal(lambda: blob.acquire_lease(15))
    told["write without the lease"] = refusal(lambda: blob.upload_blob(b"1", overwrite=True))
    told["put where nothing may be"] = refusal(lambda: blob.upload_blob(b"1"))
    told["write with another lease"] = refusal(lambda: blob.upload_blob(b"1", overwrite=True, lease=str(uuid.uuid4())))
    told["delete without the lease"] = refusal(blob.delete_blob)
    told["metadata without the lease"] = refusal(lambda: blob.set_blob_metadata({"a": "b"}))
    told["append without the lease"] = refusal(lambda: blob.append_block(b"x"))
    told["read without the lease"] = blob.download_blob().readall().decode()
    blob.upload_blob(b"1", overwrite=True, lease=lease)
    lease.renew()
    changed = str(uuid.uuid4())
    lease.change(changed)
    told["changed"] = lease.id == changed
    told["renew by another id"] = refusal(BlobLeaseClient(blob, str(uuid.uuid4())).renew)
    lease.release()
    told["write with a released lease"] = refusal(lambda: blob.upload_blob(b"2", overwrite=True, lease=changed))
    blob.upload_blob(b"2", overwrite=True)
    lease = blob.acquire_lease()
    told["time left"] = BlobLeaseClient(blob).break_lease(lease_break_period=0)
    told["renew a broken lease"] = refusal(lease.renew)
    told["write with a broken lease"] = refusal(lambda: blob.upload_blob(b"2", overwrite=True, lease=lease))
    container = training.acquire_lease(15)
    told["delete a leased container"] = refusal(training.delete_container)
    container.release()


def tag():
    blob = training.get_blob_client("tagged")
    blob.upload_blob(b"x", tags={"kind": "model", "stage": "qa v1"})
    told["tags"] = blob.get_blob_tags()
    told["tag count"] = blob.get_blob_properties().tag_count
    blob.set_blob_tags({"kind": "model", "score": "0.92"})
    training.upload_blob("other", b"x", tags={"kind": "model", "score": "0.85"})
    find = service.find_blobs_by_tags
    told["found"] = [found.name for found in find("\"kind\"='model' AND \"score\">='0.9'")]
    told["found in a container"] = sorted(found.name for found in find("@container='training' AND kind = 'model'"))
    told["found in another container"] = [found.name for found in find("@container='other' AND kind = 'model'")]
    told["found by the container"] = [found.name for found in training.find_blobs_by_tags("score < '0.9'")]
    told["find by or"] = refusal(lambda: list(find("a='1' OR b='2'")))
    told["tags that hold"] = refusal(lambda: blob.get_blob_properties(if_tags_match_condition="score <> '0.9' OR a = 'b'"))
    told["tags that don't hold"] = refusal(lambda: blob.delete_blob(if_tags_match_condition="kind = 'data'"))
    told["too many tags"] = refusal(lambda: blob.set_blob_tags({f"t{n}": "" for n in range(11)}))


def copy():
    source = training.get_blob_client("plain.txt")
    target = training.get_blob_client("copies/plain.txt")
    started = target.start_copy_from_url(source.url)
    properties = target.get_blob_properties()
    told["copied"] = [started["copy_status"], properties.copy.status, properties.copy.progress, properties.metadata]
    token = f"Bearer {credential.get_token('https://storage.azure.com/.default').token}"
    backup = BlobServiceClient(os.environ["BACKUP"], credential).get_container_client("models")
    moved = backup.get_blob_client("plain.txt")
    moved.upload_blob_from_url(source.url, source_authorization=token)
    told["moved"] = moved.download_blob().readall() == source.download_blob().readall()
    moved.stage_block_from_url("MDAx", source.url, source_offset=5, source_length=5, source_authorization=token)
    moved.commit_block_list(["MDAx"])
    told["a part"] = moved.download_blob().readall().decode()
    told["copy of nothing"] = refusal(lambda: target.start_copy_from_url(source.url + "x"))
    told["copy from another account without a right shown"] = refusal(lambda: moved.start_copy_from_url(source.url))
    told["copy with a condition on the source"] = refusal(lambda: target.start_copy_from_url(
        source.url, source_etag='"0x1"', source_match_condition=MatchConditions.IfNotModified))
    told["abort"] = refusal(lambda: target.abort_copy(started["copy_id"]))


def tier():
    blob = training.get_blob_client("cold.bin")
    told["default tier"] = training.get_blob_client("plain.txt").get_blob_properties().blob_tier
    blob.upload_blob(b"x", standard_blob_tier=StandardBlobTier.COOL)
    told["tier of the upload"] = [str(found.blob_tier) for found in training.list_blobs("cold")]
    blob.set_standard_blob_tier(StandardBlobTier.ARCHIVE)
    told["read what is archived"] = refusal(lambda: blob.download_blob())
    blob.set_standard_blob_tier("Hot")
    told["read again"] = blob.download_blob().readall().decode()
    log = training.get_blob_client("logs/hour.jsonl")
    told["tier of an append blob"] = refusal(lambda: log.set_standard_blob_tier("Hot"))
    told["snapshot"] = refusal(blob.create_snapshot)
    old = training.get_blob_client("cold.bin", snapshot="2020-01-01T00:00:00.0000000Z")
    told["read a snapshot"] = refusal(lambda: old.download_blob())


def share():
    blob = training.get_blob_client("plain.txt")
    now = datetime.now(timezone.utc)
    key = service.get_user_delegation_key(now - timedelta(minutes=1), now + timedelta(hours=1))
    sas = generate_blob_sas(service.account_name, "training", "plain.txt", user_delegation_key=key,
                            permission=BlobSasPermissions(read=True), expiry=now + timedelta(minutes=30))
    shared = BlobClient.from_blob_url(f"{blob.url}?{sas}")
    told["shared"] = shared.download_blob().readall() == blob.download_blob().readall()
    told["write what is shared to read"] = refusal(lambda: shared.upload_blob(b"x", overwrite=True))
    other = BlobClient.from_blob_url(f"{training.get_blob_client('tagged').url}?{sas}")
    told["read another blob"] = refusal(lambda: other.download_blob())
    backup = BlobServiceClient(os.environ["BACKUP"], credential).get_container_client("models")
    copied = backup.get_blob_client("shared.txt")
    told["copied by signature"] = copied.start_copy_from_url(shared.url)["copy_status"]
    sas = generate_container_sas(service.account_name, "training", user_delegation_key=key,
                                 permission=ContainerSasPermissions(list=True), expiry=now + timedelta(minutes=30))
    listed = ContainerClient.from_container_url(f"{training.url}?{sas}")
    told["listed by signature"] = "plain.txt" in [found.name for found in listed.list_blobs()]


def delete():
    for n in range(3):
        training.upload_blob(f"old/{n} ä.txt", b"x")
    training.get_blob_client("old/2 ä.txt").acquire_lease(15)
    answers = training.delete_blobs(*[f"old/{n} ä.txt" for n in range(4)], raise_on_any_failure=False)
    told["deleted at once"] = [answer.status_code for answer in answers]
    told["left"] = [blob.name for blob in training.list_blobs("old/")]


told["who"] = json.loads(base64.urlsafe_b64decode(
    credential.get_token("https://storage.azure.com/.default").token.split(".")[1] + "=="))["oid"]
if os.environ.get("ONLY") == "read":
    told["read"] = refusal(lambda: training.download_blob("plain.txt").readall())
    told["write"] = refusal(lambda: training.upload_blob("x", b"x"))
else:
    for part in (read_and_write, append, lease, tag, copy, tier, share, delete):
        part()
print(json.dumps(told))
