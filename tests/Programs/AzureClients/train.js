// Uploads readings, which start the published pipeline, waits for its end and prints the job and the log of its training step.
// Everything that it needs to know stands in the environment.
import machineLearning from "@azure/arm-machinelearning";
import { ClientSecretCredential } from "@azure/identity";
import { BlobServiceClient } from "@azure/storage-blob";

const { MLOPS_ADDRESS, MLOPS_TENANT, MLOPS_SUBSCRIPTION, MLOPS_GROUP, MLOPS_WORKSPACE, MLOPS_ACCOUNT, MLOPS_READINGS } = process.env;

const credential = new ClientSecretCredential(MLOPS_TENANT, "33333333-3333-3333-3333-333333333333", "any", {
  authorityHost: MLOPS_ADDRESS, disableInstanceDiscovery: true,
});
const azure = new machineLearning.AzureMachineLearningWorkspaces(credential, MLOPS_SUBSCRIPTION, { endpoint: MLOPS_ADDRESS });
const at = [MLOPS_GROUP, MLOPS_WORKSPACE];

// The storage clients look for the account in the path only where the host is an IP address.
const blobs = new BlobServiceClient(`https://127.0.0.1:${new URL(MLOPS_ADDRESS).port}/${MLOPS_ACCOUNT}`, credential);
await blobs.getContainerClient("training-data").getBlockBlobClient("js/readings.csv").uploadFile(MLOPS_READINGS);

// The arrival of the file starts the published pipeline. (The client can't say an input's uri itself: 2.1.1 leaves it out.)
let job;
do {
  await new Promise((resolve) => setTimeout(resolve, 250));
  job = (await azure.jobs.list(...at).byPage().next()).value?.[0];
} while (!["Completed", "Failed", "Canceled"].includes(job?.properties.status));
job = await azure.jobs.get(...at, job.name);

const logs = [];
for await (const blob of blobs.getContainerClient("azureml").listBlobsFlat({ prefix: "ExperimentRun/" })) {
  if (!blob.name.endsWith("user_logs/std_log.txt")) continue;
  logs.push((await blobs.getContainerClient("azureml").getBlobClient(blob.name).downloadToBuffer()).toString());
}

console.log(JSON.stringify({ status: job.properties.status, properties: job.properties.properties, logs }));
