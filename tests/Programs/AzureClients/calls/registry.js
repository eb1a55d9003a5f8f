// @azure/container-registry, at the address that the registry's answer names.
import assert from "node:assert/strict";
import { ContainerRegistryManagementClient } from "@azure/arm-containerregistry";
import { ContainerRegistryClient, ContainerRegistryContentClient } from "@azure/container-registry";
import { all, call, credential, dev, options, soon } from "./cloud.js";

const { registries } = new ContainerRegistryManagementClient(credential, dev.subscriptionId, options);
const { loginServer } = await registries.get(dev.resourceGroupName, dev.registryName);
const address = `https://${loginServer}`;
const client = new ContainerRegistryClient(address, credential);

await call("registry: import an image", async () => {
  await registries.importImage(dev.resourceGroupName, dev.registryName, {
    source: { registryUri: "mcr.microsoft.com", sourceImage: "azuredocs/aci-helloworld:latest" }, targetTags: ["js/hello:1", "js/hello:2"], mode: "Force",
  }, soon);
});
await call("registry: list repositories", async () => {
  assert.ok((await all(client.listRepositoryNames())).includes("js/hello"));
});
await call("registry: list repositories one to a page", async () => {
  const found = [];
  for await (const page of client.listRepositoryNames().byPage({ maxPageSize: 1 })) found.push(...page);
  assert.ok(found.includes("js/hello"));
});
const repository = client.getRepository("js/hello");
await call("registry: properties of a repository", async () => {
  const found = await repository.getProperties();
  assert.deepEqual([found.name, found.canDelete, found.tagCount], ["js/hello", true, 2]);
});
await call("registry: list manifests", async () => {
  const found = await all(repository.listManifestProperties());
  assert.equal(found.length, 1);
  assert.match(found[0].digest, /^sha256:/);
});
await call("registry: list manifests, the newest first", async () => {
  assert.ok((await all(repository.listManifestProperties({ order: "LastUpdatedOnDescending" }))).length > 0);
});
await call("registry: properties of a tag", async () => {
  assert.equal((await repository.getArtifact("1").getTagProperties("1")).name, "1");
});
await call("registry: list tags", async () => {
  assert.deepEqual((await all(repository.getArtifact("1").listTagProperties())).map((one) => one.name).sort(), ["1", "2"]);
});
await call("registry: properties of a manifest", async () => {
  assert.equal((await repository.getArtifact("1").getManifestProperties()).repositoryName, "js/hello");
});
await call("registry: lock a tag", async () => {
  assert.equal((await repository.getArtifact("1").updateTagProperties("1", { canDelete: false })).canDelete, false);
  await assert.rejects(repository.getArtifact("1").deleteTag("1"), { name: "RestError" });
  await repository.getArtifact("1").updateTagProperties("1", { canDelete: true });
});
await call("registry: delete a tag", async () => {
  await repository.getArtifact("1").deleteTag("1");
  assert.deepEqual((await all(repository.getArtifact("2").listTagProperties())).map((one) => one.name), ["2"]);
});
await call("registry: a repository that is not there", async () => {
  await assert.rejects(client.getRepository("js/nothing").getProperties(), { statusCode: 404 });
});
const content = new ContainerRegistryContentClient(address, "js/pushed", credential);
await call("registry: push and pull a blob", async () => {
  const { digest } = await content.uploadBlob(Buffer.from("pumps"));
  const { content: stream } = await content.downloadBlob(digest);
  const parts = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  assert.equal(String(Buffer.concat(parts)), "pumps");
});
await call("registry: push a manifest", async () => {
  const config = await content.uploadBlob(Buffer.from("{}"));
  const { digest } = await content.setManifest({
    schemaVersion: 2, mediaType: "application/vnd.oci.image.manifest.v1+json", layers: [],
    config: { mediaType: "application/vnd.oci.image.config.v1+json", size: 2, digest: config.digest },
  }, { tag: "1" });
  assert.equal((await content.getManifest("1")).digest, digest);
});
await call("registry: delete a repository", async () => {
  await client.deleteRepository("js/hello");
  assert.ok(!(await all(client.listRepositoryNames())).includes("js/hello"));
});
