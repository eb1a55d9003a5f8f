// @azure/arm-machinelearning: data, environments, models, components, code, schedules, jobs.
import assert from "node:assert/strict";
import machineLearning from "@azure/arm-machinelearning";
import { all, call, credential, dev, named, options, refused, soon } from "./cloud.js";

const client = new machineLearning.AzureMachineLearningWorkspaces(credential, dev.subscriptionId, options);
const { jobs, schedules } = client;
const at = [dev.resourceGroupName, dev.workspaceName];
const workspace = dev.workspaceId;

// Every kind of asset in the same way.
const kinds = {
  data: { body: { dataType: "uri_file", dataUri: "azureml://datastores/training_data/paths/x.csv" }, other: { dataUri: "azureml://datastores/training_data/paths/y.csv" } },
  environment: { body: { image: "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04:latest" }, other: { image: "mcr.microsoft.com/azureml/other:1" } },
  model: { body: { modelType: "custom_model", modelUri: "azureml://datastores/training_data/paths/model" }, other: { modelUri: "azureml://datastores/training_data/paths/other" } },
  code: { body: { codeUri: `https://${dev.storageAccountName}.blob.core.windows.net/training-data/src` }, other: null },
  component: {
    body: { componentSpec: { name: "js-component", version: "1", type: "command", command: "echo 1", environment: "azureml:js-environment:1" } }, other: null,
  },
};
for (const kind of ["data", "environment", "model", "code", "component"]) {
  const [containers, versions] = [client[`${kind}Containers`], client[`${kind}Versions`]];
  const { body, other } = kinds[kind];
  const name = `js-${kind}`;
  const properties = { ...body, ...(kind === "code" ? {} : { tags: { team: "js" }, description: "First." }) };
  await call(`machinelearning: create a version of ${kind}`, async () => {
    const made = await versions.createOrUpdate(...at, name, "1", { properties });
    assert.equal(made.name, "1");
  });
  await call(`machinelearning: get a version of ${kind}`, async () => {
    const found = await versions.get(...at, name, "1");
    for (const [key, value] of Object.entries(body)) {
      // An address in a datastore comes back in its long form.
      if (typeof value === "string") assert.ok(found.properties[key].endsWith(value.replace("azureml://", "")), `${key}: ${found.properties[key]}`);
    }
  });
  await call(`machinelearning: create the version of ${kind} again with what GET answered`, async () => {
    assert.equal((await versions.createOrUpdate(...at, name, "1", await versions.get(...at, name, "1"))).name, "1");
  });
  if (other) {
    await call(`machinelearning: change what a version of ${kind} is`, async () => {
      await assert.rejects(versions.createOrUpdate(...at, name, "1", { properties: { ...properties, ...other } }), { name: "RestError" });
    });
  }
  await call(`machinelearning: list versions of ${kind}`, async () => {
    await versions.createOrUpdate(...at, name, "2", { properties: kind === "component" ? { componentSpec: { ...body.componentSpec, version: "2" } } : properties });
    assert.deepEqual((await all(versions.list(...at, name))).map((one) => one.name).sort(), ["1", "2"]);
  });
  await call(`machinelearning: list the newest version of ${kind}`, async () => {
    assert.deepEqual((await all(versions.list(...at, name, { orderBy: "createdtime desc", top: 1 }))).map((one) => one.name)[0], "2");
  });
  await call(`machinelearning: get a container of ${kind}`, async () => {
    const found = await containers.get(...at, name);
    if (kind !== "code") assert.equal(found.properties.latestVersion, "2");
  });
  await call(`machinelearning: list containers of ${kind}`, async () => {
    named(await all(containers.list(...at)), name);
  });
  await call(`machinelearning: get a version of ${kind} that is not there`, async () => {
    await assert.rejects(versions.get(...at, name, "99"), { statusCode: 404 });
  });
  if (kind === "data" || kind === "model") {
    await call(`machinelearning: list versions of ${kind} by tag`, async () => {
      const found = await all(versions.list(...at, name, { tags: "team=nobody" }));
      assert.deepEqual(found, []);
    });
    await call(`machinelearning: archive a version of ${kind}`, async () => {
      const found = await versions.get(...at, name, "1");
      await versions.createOrUpdate(...at, name, "1", { ...found, properties: { ...found.properties, isArchived: true } });
      assert.deepEqual((await all(versions.list(...at, name))).map((one) => one.name), ["2"]);
    });
    await call(`machinelearning: list archived versions of ${kind}`, async () => {
      assert.deepEqual((await all(versions.list(...at, name, { listViewType: "ArchivedOnly" }))).map((one) => one.name), ["1"]);
    });
  }
  await call(`machinelearning: delete a version of ${kind}`, async () => {
    await versions.delete(...at, name, "2");
    await assert.rejects(versions.get(...at, name, "2"), { statusCode: 404 });
  });
}
await call("machinelearning: create a version of data without its type", async () => {
  await assert.rejects(client.dataVersions.createOrUpdate(...at, "js-bad", "1", { properties: { dataUri: "azureml://datastores/x/paths/y" } }), { name: /Error/ });
});
await call("machinelearning: get dev's data", async () => {
  const found = await client.dataVersions.get(...at, "training_data", "1");
  assert.deepEqual([found.properties.dataType, found.properties.isArchived], ["uri_folder", false]);
});

// Jobs.
const job = (more) => ({
  properties: {
    jobType: "Command", command: "echo hello", environmentId: `${workspace}/environments/js-environment/versions/1`, experimentName: "js", displayName: "js",
    computeId: `${workspace}/computes/${dev.trainingComputeName}`, tags: { team: "js" }, ...more,
  },
});
await call("machinelearning: start a job", async () => {
  const made = await jobs.createOrUpdate(...at, "js-job", job());
  assert.deepEqual([made.name, made.properties.jobType], ["js-job", "Command"]);
});
await call("machinelearning: get a job", async () => {
  const found = await jobs.get(...at, "js-job");
  assert.equal(found.properties.command, "echo hello");
  assert.ok(found.properties.status && found.properties.services.Tracking.endpoint);
});
await call("machinelearning: list jobs", async () => {
  named(await all(jobs.list(...at)), "js-job");
});
await call("machinelearning: list jobs by tag", async () => {
  assert.deepEqual(await all(jobs.list(...at, { tag: "nobody" })), []);
  named(await all(jobs.list(...at, { tag: "team" })), "js-job");
});
await call("machinelearning: list jobs by type", async () => {
  assert.ok((await all(jobs.list(...at, { jobType: "Sweep" }))).every((one) => one.properties.jobType === "Sweep"));
});
await call("machinelearning: change the tags of a job", async () => {
  const found = await jobs.get(...at, "js-job");
  const changed = await jobs.createOrUpdate(...at, "js-job", { properties: { ...found.properties, tags: { team: "other" } } });
  assert.deepEqual(changed.properties.tags.team, "other");
});
await call("machinelearning: start a job in an environment that there is not", async () => {
  await assert.rejects(jobs.createOrUpdate(...at, "js-bad", job({ environmentId: `${workspace}/environments/nothing/versions/1` })), { name: "RestError" });
});
await call("machinelearning: start a job on a compute that there is not", async () => {
  await assert.rejects(jobs.createOrUpdate(...at, "js-bad", job({ computeId: `${workspace}/computes/nothing` })), { name: "RestError" });
});
await call("machinelearning: a sweep", async () => {
  const made = await jobs.createOrUpdate(...at, "js-sweep", {
    properties: {
      jobType: "Sweep", experimentName: "js", computeId: `${workspace}/computes/${dev.trainingComputeName}`,
      objective: { goal: "Maximize", primaryMetric: "auc" }, samplingAlgorithm: { samplingAlgorithmType: "Random" },
      searchSpace: { rate: ["choice", [[0.1, 0.2]]] }, limits: { jobLimitsType: "Sweep", maxTotalTrials: 1 },
      trial: { command: "echo ${{search_space.rate}}", environmentId: `${workspace}/environments/js-environment/versions/1` },
    },
  });
  assert.equal(made.properties.jobType, "Sweep");
});
await call("machinelearning: cancel a job", async () => {
  await jobs.createOrUpdate(...at, "js-long", job({ command: "sleep 60" }));
  await jobs.beginCancelAndWait(...at, "js-long", soon).catch((error) => { if (!/terminal|final|Completed|Failed/i.test(error.message)) throw error; });
  assert.match((await jobs.get(...at, "js-long")).properties.status, /Cancel|Failed|Completed/);
});
await call("machinelearning: get a job that is not there", async () => {
  await assert.rejects(jobs.get(...at, "nothing"), { statusCode: 404 });
});
await call("machinelearning: delete a job", async () => {
  await jobs.beginDeleteAndWait(...at, "js-long", soon);
  await assert.rejects(jobs.get(...at, "js-long"), { statusCode: 404 });
});

// Schedules.
const schedule = (expression) => ({
  properties: { displayName: "js", action: { actionType: "CreateJob", jobDefinition: job().properties }, trigger: { triggerType: "Cron", expression, timeZone: "UTC" } },
});
await call("machinelearning: create a schedule", async () => {
  const made = await schedules.beginCreateOrUpdateAndWait(...at, "js-schedule", schedule("0 6 * * *"), soon);
  assert.deepEqual([made.properties.provisioningState, made.properties.trigger.expression], ["Succeeded", "0 6 * * *"]);
});
await call("machinelearning: list schedules", async () => {
  named(await all(schedules.list(...at)), "js-schedule");
});
await call("machinelearning: create a schedule whose expression can't be read", async () => {
  await assert.rejects(schedules.beginCreateOrUpdateAndWait(...at, "js-bad", schedule("every day"), soon), { statusCode: 400 });
});
await call("machinelearning: disable a schedule", async () => {
  const body = schedule("0 6 * * *");
  const changed = await schedules.beginCreateOrUpdateAndWait(...at, "js-schedule", { properties: { ...body.properties, isEnabled: false } }, soon);
  assert.equal(changed.properties.isEnabled, false);
});
await call("machinelearning: delete a schedule", async () => {
  await schedules.beginDeleteAndWait(...at, "js-schedule", soon);
  await assert.rejects(schedules.get(...at, "js-schedule"), { statusCode: 404 });
});
