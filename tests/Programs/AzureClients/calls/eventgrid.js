// @azure/arm-eventgrid
import assert from "node:assert/strict";
import { EventGridManagementClient } from "@azure/arm-eventgrid";
import { ResourceManagementClient } from "@azure/arm-resources";
import { all, call, credential, dev, idOf, named, options, refused, sameId, soon } from "./cloud.js";

const client = new EventGridManagementClient(credential, dev.subscriptionId, options);
const { systemTopics, systemTopicEventSubscriptions: subscriptions, topics, topicTypes } = client;
const [group, topic] = [dev.resourceGroupName, "evgst-mlops-dev"];
const account = idOf("Microsoft.Storage/storageAccounts", dev.storageAccountName);
const own = "rg-js-eventgrid";
await new ResourceManagementClient(credential, dev.subscriptionId, options).resourceGroups.createOrUpdate(own, { location: dev.location });

await call("eventgrid: get dev's system topic", async () => {
  const found = await systemTopics.get(group, topic);
  sameId(found.source, account);
  assert.deepEqual([found.topicType.toLowerCase(), found.provisioningState], ["microsoft.storage.storageaccounts", "Succeeded"]);
});
await call("eventgrid: list system topics by group", async () => {
  named(await all(systemTopics.listByResourceGroup(group)), topic);
});
await call("eventgrid: list system topics", async () => {
  named(await all(systemTopics.listBySubscription()), topic);
});
await call("eventgrid: list system topics by name", async () => {
  assert.deepEqual((await all(systemTopics.listBySubscription({ filter: "name eq 'nothing'" }))).map((one) => one.name), []);
});
await call("eventgrid: list subscriptions", async () => {
  const found = await all(subscriptions.listBySystemTopic(group, topic));
  assert.deepEqual(named(found, "new-training-data").filter.includedEventTypes, ["Microsoft.Storage.BlobCreated"]);
});
await call("eventgrid: get a subscription", async () => {
  const found = await subscriptions.get(group, topic, "new-training-data");
  assert.deepEqual([found.destination.endpointType, found.retryPolicy.maxDeliveryAttempts], ["WebHook", 30]);
});
await call("eventgrid: where a subscription delivers to", async () => {
  const said = await subscriptions.getFullUrl(group, topic, "new-training-data");
  assert.match(said.endpointUrl, /^https:\/\/.*sig=/);
});
await call("eventgrid: create a subscription", async () => {
  const made = await subscriptions.beginCreateOrUpdateAndWait(group, topic, "js-events", {
    destination: { endpointType: "StorageQueue", resourceId: account, queueName: "events" },
    filter: { includedEventTypes: ["Microsoft.Storage.BlobDeleted"] }, eventDeliverySchema: "EventGridSchema",
  }, soon);
  assert.deepEqual([made.provisioningState, made.destination.queueName], ["Succeeded", "events"]);
});
await call("eventgrid: change a subscription", async () => {
  const changed = await subscriptions.beginUpdateAndWait(group, topic, "js-events", { labels: ["js"], filter: { includedEventTypes: ["Microsoft.Storage.BlobCreated"] } }, soon);
  assert.deepEqual(changed.filter.includedEventTypes, ["Microsoft.Storage.BlobCreated"]);
});
await call("eventgrid: create a subscription to an event that there is not", async () => {
  await assert.rejects(subscriptions.beginCreateOrUpdateAndWait(group, topic, "bad", {
    destination: { endpointType: "StorageQueue", resourceId: account, queueName: "events" }, filter: { includedEventTypes: ["Microsoft.Storage.MoonRise"] },
  }, soon), { statusCode: 400 });
});
await call("eventgrid: get a subscription that is not there", async () => {
  await assert.rejects(subscriptions.get(group, topic, "nothing"), { statusCode: 404 });
});
await call("eventgrid: list the subscriptions of a resource", async () => {
  const found = await all(client.eventSubscriptions.listByResource(group, "Microsoft.Storage", "storageAccounts", dev.storageAccountName));
  assert.ok(Array.isArray(found));
});
await call("eventgrid: delete a subscription", async () => {
  await subscriptions.beginDeleteAndWait(group, topic, "js-events", soon);
  await assert.rejects(subscriptions.get(group, topic, "js-events"), { statusCode: 404 });
});
await call("eventgrid: delete the subscription again", async () => subscriptions.beginDeleteAndWait(group, topic, "js-events", soon));
await call("eventgrid: tag a system topic", async () => {
  const tags = (await systemTopics.get(group, topic)).tags;
  assert.equal((await systemTopics.beginUpdateAndWait(group, topic, { tags: { ...tags, js: "1" } }, soon)).tags.js, "1");
  await systemTopics.beginUpdateAndWait(group, topic, { tags }, soon);
});
await call("eventgrid: create a second system topic of a source", async () => {
  await assert.rejects(systemTopics.beginCreateOrUpdateAndWait(own, "evgst-js", { location: dev.location, source: account, topicType: "Microsoft.Storage.StorageAccounts" }, soon), { statusCode: 400 });
});
await call("eventgrid: list kinds of topics", async () => {
  assert.ok((await all(topicTypes.list())).some((one) => one.name === "Microsoft.Storage.StorageAccounts"));
});
await call("eventgrid: list the events of a kind", async () => {
  assert.ok((await all(topicTypes.listEventTypes("Microsoft.Storage.StorageAccounts"))).some((one) => one.name === "Microsoft.Storage.BlobCreated"));
});
await call("eventgrid: create a topic", async () => {
  const made = await topics.beginCreateOrUpdateAndWait(own, "evgt-js", { location: dev.location, tags: { team: "js" } }, soon);
  assert.ok(made.endpoint.startsWith("https://"));
});
await call("eventgrid: list operations", async () => {
  assert.ok((await all(client.operations.list())).length > 0);
});
