// @azure/monitor-query-logs
import assert from "node:assert/strict";
import { LogsQueryClient } from "@azure/monitor-query-logs";
import { call, credential, dev } from "./cloud.js";

const client = new LogsQueryClient(credential, { endpoint: `${dev.address}/v1` });
const day = { duration: "P1D" };
const ask = (query) => client.queryWorkspace(dev.logAnalyticsCustomerId, query, day);

await call("logs: a table that is empty", async () => {
  const said = await ask("AppRequests | take 5");
  assert.equal(said.status, "Success");
  assert.ok(said.tables[0].columnDescriptors.some((one) => one.name === "TimeGenerated"));
});
await call("logs: values of a query", async () => {
  const said = await ask("print Pump = 7, Name = 'one'");
  assert.deepEqual([...said.tables[0].rows[0]], [7, "one"]);
});
await call("logs: a query that can't be read", async () => {
  await assert.rejects(ask("AppRequests | whre ("), { statusCode: 400, code: "BadArgumentError" });
});
await call("logs: a workspace that is not there", async () => {
  await assert.rejects(client.queryWorkspace("99999999-9999-9999-9999-999999999999", "AppRequests", day), { name: "RestError" });
});
await call("logs: queries about a resource", async () => {
  assert.equal((await client.queryResource(dev.logAnalyticsId, "AppRequests | count", day)).status, "Success");
});
await call("logs: several queries at once", async () => {
  const said = await client.queryBatch([
    { workspaceId: dev.logAnalyticsCustomerId, query: "print A = 1", timespan: day },
    { workspaceId: dev.logAnalyticsCustomerId, query: "AppRequests | whre (", timespan: day },
  ]);
  // The client calls every error of a query one of a part.
  assert.deepEqual(said.map((one) => one.status), ["Success", "PartialFailure"]);
});
