// @azure/storage-blob, at the address that the account's answer names.
import assert from "node:assert/strict";
import { StorageManagementClient } from "@azure/arm-storage";
import { BlobSASPermissions, BlobServiceClient, ContainerSASPermissions, StorageSharedKeyCredential, generateBlobSASQueryParameters } from "@azure/storage-blob";
import { all, call, credential, dev, named, options, refused } from "./cloud.js";

const storage = new StorageManagementClient(credential, dev.subscriptionId, options);
const { primaryEndpoints } = await storage.storageAccounts.getProperties(dev.resourceGroupName, dev.storageAccountName);
const service = new BlobServiceClient(primaryEndpoints.blob, credential);
const box = service.getContainerClient("js-box");
const text = (blob) => blob.downloadToBuffer().then(String);

await call("blobs: list containers", async () => {
  named(await all(service.listContainers()), "training-data");
});
await call("blobs: list containers by prefix", async () => {
  assert.deepEqual((await all(service.listContainers({ prefix: "train" }))).map((one) => one.name), ["training-data"]);
});
await call("blobs: properties of the service", async () => {
  assert.equal((await service.getProperties()).deleteRetentionPolicy.enabled, true);
});
await call("blobs: what account it is", async () => {
  const found = await service.getAccountInfo();
  assert.deepEqual([found.accountKind, found.skuName?.startsWith("Standard_")], ["StorageV2", true]);
});
await call("blobs: create a container", async () => {
  await box.create({ metadata: { team: "js" } });
  assert.deepEqual((await box.getProperties()).metadata, { team: "js" });
});
await call("blobs: create the container again", async () => {
  await refused(() => box.create(), 409, "ContainerAlreadyExists");
});
await call("blobs: create the container if it is not there", async () => {
  assert.equal((await box.createIfNotExists()).succeeded, false);
});
await call("blobs: a container exists, another does not", async () => {
  assert.deepEqual([await box.exists(), await service.getContainerClient("js-nothing").exists()], [true, false]);
});
await call("blobs: set metadata of a container", async () => {
  await box.setMetadata({ round: "2" });
  assert.deepEqual((await box.getProperties()).metadata, { round: "2" });
});
await call("blobs: upload", async () => {
  const blob = box.getBlockBlobClient("a/one.txt");
  await blob.upload("hello", 5, { blobHTTPHeaders: { blobContentType: "text/plain" }, metadata: { x: "1" }, tags: { kind: "greeting" } });
  assert.equal(await text(blob), "hello");
});
await call("blobs: upload only where there is none", async () => {
  await refused(() => box.getBlockBlobClient("a/one.txt").upload("x", 1, { conditions: { ifNoneMatch: "*" } }), 409, "BlobAlreadyExists");
});
await call("blobs: upload 9 MB in blocks", async () => {
  const blob = box.getBlockBlobClient("b/big.bin");
  await blob.uploadData(Buffer.alloc(9_000_000, 7), { blockSize: 4_000_000, maxSingleShotSize: 1 });
  assert.equal((await blob.getProperties()).contentLength, 9_000_000);
  assert.equal((await blob.getBlockList("committed")).committedBlocks.length, 3);
});
await call("blobs: download a range", async () => {
  assert.equal(String(await box.getBlobClient("a/one.txt").downloadToBuffer(1, 3)), "ell");
});
await call("blobs: download a stream", async () => {
  const { readableStreamBody, contentType } = await box.getBlobClient("a/one.txt").download();
  const parts = [];
  for await (const part of readableStreamBody) parts.push(part);
  assert.deepEqual([contentType, String(Buffer.concat(parts))], ["text/plain", "hello"]);
});
await call("blobs: properties", async () => {
  const found = await box.getBlobClient("a/one.txt").getProperties();
  assert.deepEqual([found.contentLength, found.metadata, found.blobType, found.tagCount], [5, { x: "1" }, "BlockBlob", 1]);
});
await call("blobs: set metadata and headers", async () => {
  const blob = box.getBlobClient("a/one.txt");
  await blob.setMetadata({ y: "2" });
  await blob.setHTTPHeaders({ blobContentType: "text/markdown" });
  const found = await blob.getProperties();
  assert.deepEqual([found.metadata, found.contentType], [{ y: "2" }, "text/markdown"]);
});
await call("blobs: read only what did not change", async () => {
  await assert.rejects(box.getBlobClient("a/one.txt").getProperties({ conditions: { ifMatch: '"0x0"' } }), { statusCode: 412 });
});
await call("blobs: list", async () => {
  assert.deepEqual((await all(box.listBlobsFlat())).map((one) => one.name), ["a/one.txt", "b/big.bin"]);
});
await call("blobs: list with what has to be asked for", async () => {
  const [one] = await all(box.listBlobsFlat({ prefix: "a/", includeMetadata: true, includeTags: true }));
  assert.deepEqual([one.metadata, one.tags], [{ y: "2" }, { kind: "greeting" }]);
});
await call("blobs: list by folder", async () => {
  const found = await all(box.listBlobsByHierarchy("/"));
  assert.deepEqual(found.map((one) => [one.kind, one.name]), [["prefix", "a/"], ["prefix", "b/"]]);
});
await call("blobs: list one to a page", async () => {
  const pages = [];
  for await (const page of box.listBlobsFlat().byPage({ maxPageSize: 1 })) pages.push(page.segment.blobItems.length);
  assert.deepEqual(pages, [1, 1]);
});
await call("blobs: tags", async () => {
  const blob = box.getBlobClient("a/one.txt");
  await blob.setTags({ kind: "greeting", team: "js" });
  assert.deepEqual((await blob.getTags()).tags, { kind: "greeting", team: "js" });
});
await call("blobs: find by tags", async () => {
  const found = await all(service.findBlobsByTags("kind = 'greeting' AND @container = 'js-box'"));
  assert.deepEqual(found.map((one) => one.name), ["a/one.txt"]);
});
await call("blobs: snapshot", async () => {
  const blob = box.getBlockBlobClient("a/one.txt");
  const { snapshot } = await blob.createSnapshot();
  await blob.upload("changed", 7);
  assert.equal(await text(blob.withSnapshot(snapshot)), "hello");
});
await call("blobs: list snapshots", async () => {
  assert.equal((await all(box.listBlobsFlat({ prefix: "a/", includeSnapshots: true }))).filter((one) => one.snapshot).length, 1);
});
await call("blobs: copy within the account", async () => {
  const blob = box.getBlobClient("a/copy.txt");
  const poller = await blob.beginCopyFromURL(box.getBlobClient("a/one.txt").url, { intervalInMs: 20 });
  assert.equal((await poller.pollUntilDone()).copyStatus, "success");
  assert.equal(await text(blob), "changed");
});
await call("blobs: copy at once", async () => {
  const said = await box.getBlobClient("a/copy2.txt").syncCopyFromURL(box.getBlobClient("a/one.txt").url, {
    sourceAuthorization: { scheme: "Bearer", value: (await credential.getToken("https://storage.azure.com/.default")).token },
  });
  assert.equal(said.copyStatus, "success");
});
await call("blobs: lease", async () => {
  const lease = box.getBlobClient("a/one.txt").getBlobLeaseClient();
  await lease.acquireLease(15);
  await refused(() => box.getBlockBlobClient("a/one.txt").upload("x", 1), 412, "LeaseIdMissing");
  await lease.releaseLease();
});
await call("blobs: tier", async () => {
  await box.getBlobClient("b/big.bin").setAccessTier("Cool");
  assert.equal((await box.getBlobClient("b/big.bin").getProperties()).accessTier, "Cool");
});
await call("blobs: append", async () => {
  const log = box.getAppendBlobClient("log.txt");
  await log.create();
  await log.appendBlock("one\n", 4);
  await log.appendBlock("two\n", 4, { conditions: { appendPosition: 4 } });
  assert.equal(await text(log), "one\ntwo\n");
});
await call("blobs: append at the wrong position", async () => {
  await refused(() => box.getAppendBlobClient("log.txt").appendBlock("x", 1, { conditions: { appendPosition: 99 } }), 412, "AppendPositionConditionNotMet");
});
await call("blobs: a page blob", async () => {
  const disk = box.getPageBlobClient("disk.vhd");
  await disk.create(1024);
  await disk.uploadPages(Buffer.alloc(512, 1), 512, 512);
  assert.deepEqual((await disk.getPageRanges(0, 1024)).pageRange, [{ offset: 512, count: 512 }]);
});
await call("blobs: a signature that the identity asked for", async () => {
  const until = new Date(Date.now() + 3600_000);
  const key = await service.getUserDelegationKey(new Date(Date.now() - 60_000), until);
  const sas = generateBlobSASQueryParameters({ containerName: "js-box", blobName: "a/one.txt", permissions: BlobSASPermissions.parse("r"), expiresOn: until }, key, dev.storageAccountName);
  const response = await fetch(`${box.getBlobClient("a/one.txt").url}?${sas}`);
  assert.deepEqual([response.status, await response.text()], [200, "changed"]);
});
await call("blobs: a signature that does not allow it", async () => {
  const until = new Date(Date.now() + 3600_000);
  const key = await service.getUserDelegationKey(new Date(Date.now() - 60_000), until);
  const sas = generateBlobSASQueryParameters({ containerName: "js-box", permissions: ContainerSASPermissions.parse("r"), expiresOn: until }, key, dev.storageAccountName);
  const reader = new BlobServiceClient(`${primaryEndpoints.blob}?${sas}`).getContainerClient("js-box");
  await refused(() => reader.getBlockBlobClient("a/two.txt").upload("x", 1), 403, "AuthorizationPermissionMismatch");
});
await call("blobs: a key of an account that accepts none", async () => {
  const keyed = new BlobServiceClient(primaryEndpoints.blob, new StorageSharedKeyCredential(dev.storageAccountName, Buffer.from("key").toString("base64")));
  await refused(() => all(keyed.listContainers()), 403, "KeyBasedAuthenticationNotPermitted");
});
await call("blobs: no credential at all", async () => {
  await assert.rejects(all(new BlobServiceClient(primaryEndpoints.blob).getContainerClient("training-data").listBlobsFlat()), { name: "RestError" });
});
await call("blobs: delete several at once", async () => {
  const said = await service.getBlobBatchClient().deleteBlobs([box.getBlobClient("a/copy.txt"), box.getBlobClient("a/copy2.txt")]);
  assert.equal(said.subResponsesSucceededCount, 2);
});
await call("blobs: delete one with snapshots", async () => {
  await refused(() => box.getBlobClient("a/one.txt").delete(), 409, "SnapshotsPresent");
  await box.getBlobClient("a/one.txt").delete({ deleteSnapshots: "include" });
});
await call("blobs: delete it again", async () => {
  await refused(() => box.getBlobClient("a/one.txt").delete(), 404, "BlobNotFound");
  assert.equal((await box.getBlobClient("a/one.txt").deleteIfExists()).succeeded, false);
});
await call("blobs: list deleted blobs", async () => {
  assert.ok((await all(box.listBlobsFlat({ includeDeleted: true }))).some((one) => one.name === "a/one.txt" && one.deleted));
});
await call("blobs: get one that is not there", async () => {
  await assert.rejects(box.getBlobClient("nothing").downloadToBuffer(), { statusCode: 404 });
});
await call("blobs: put one into a container that is not there", async () => {
  await refused(() => service.getContainerClient("js-nothing").getBlockBlobClient("x").upload("x", 1), 404, "ContainerNotFound");
});
await call("blobs: a container whose name can't be", async () => {
  await assert.rejects(service.getContainerClient("No_Box").create(), { statusCode: 400 });
});
await call("blobs: delete a container", async () => {
  await box.delete();
  assert.equal(await box.exists(), false);
});
await call("blobs: delete the container again", async () => {
  assert.equal((await box.deleteIfExists()).succeeded, false);
});
