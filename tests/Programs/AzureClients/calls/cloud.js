// What all programs of this folder share: the cloud as its user knows it, and how calls are counted.
import "./localhost.js";
import assert from "node:assert/strict";
import { ClientSecretCredential } from "@azure/identity";

/** What the stack answered (`mlops local up dev --json`), and where `mlops local serve dev` is. */
export const dev = { ...JSON.parse(process.env.MLOPS_OUTPUTS), address: process.env.MLOPS_ADDRESS };

/** The deployer, as the docs say: the server is its authority. */
export const credential = new ClientSecretCredential(dev.tenantId, "33333333-3333-3333-3333-333333333333", "any", {
  authorityHost: dev.address, disableInstanceDiscovery: true,
});

/** The one thing that a client of Resource Manager is told. */
export const options = { endpoint: dev.address };

/** Looks after a long-running operation more often than every two seconds. */
export const soon = { updateIntervalInMs: 20 };

export const subscriptionScope = `/subscriptions/${dev.subscriptionId}`;
export const groupScope = `${subscriptionScope}/resourceGroups/${dev.resourceGroupName}`;

/** The id of a resource of dev's group: `idOf("Microsoft.Storage/storageAccounts", name)`. */
export const idOf = (type, name) => `${groupScope}/providers/${type}/${name}`;

/** Tells what became of a call: one line of JSON. */
export async function call(name, act) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer within a minute")), 60_000);
  });
  try {
    await Promise.race([act(), late]);
    print({ call: name });
  } catch (error) {
    print({ call: name, fault: describe(error) });
  } finally {
    clearTimeout(timer);
  }
}

/** Everything that a list has, over all of its pages. */
export async function all(pages) {
  const found = [];
  for await (const one of pages) found.push(one);
  return found;
}

/** Everything that a list has, by page: `[[...], [...]]`. */
export async function pagesOf(list, settings) {
  const found = [];
  for await (const page of list.byPage(settings)) found.push(page);
  return found;
}

/** The error that a call has to be refused with, as the clients throw it; where Azure has several codes, one of them. */
export async function refused(act, statusCode, ...codes) {
  let error;
  try {
    await act();
  } catch (thrown) {
    error = thrown;
  }
  assert.ok(error, `it was not refused (${statusCode} ${codes} was expected)`);
  assert.equal(error.statusCode, statusCode, describe(error));
  assert.ok(codes.includes(error.code), `${codes} was expected: ${describe(error)}`);
  return error;
}

/** Holds one of a list's elements, by name, against what it has to be. */
export function named(list, name) {
  const found = list.find((one) => one.name?.toLowerCase() === name.toLowerCase());
  assert.ok(found, `'${name}' is not among ${list.map((one) => one.name).join(", ")}`);
  return found;
}

/** Whether two ids are of the same resource. */
export const sameId = (actual, expected) => assert.equal(actual?.toLowerCase(), expected.toLowerCase());

function describe(error) {
  const text = [error.name, error.statusCode, error.code].filter(Boolean).join(" ");
  return `${text}: ${error.message}`.replace(/\s+/g, " ").slice(0, 400);
}

function print(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
