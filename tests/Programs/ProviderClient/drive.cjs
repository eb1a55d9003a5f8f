// Drives the azure-native plugin on the port given, as an engine does, with the protocol classes of the official Node SDK.
// Prints one JSON document with what was answered.
const grpc = require("@grpc/grpc-js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb.js");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb.js");
const provider = require("@pulumi/pulumi/proto/provider_pb.js");
const { ResourceProviderClient } = require("@pulumi/pulumi/proto/provider_grpc_pb.js");

const client = new ResourceProviderClient(`127.0.0.1:${process.argv[2]}`, grpc.credentials.createInsecure());
const type = "azure-native:resources:ResourceGroup";
const urn = `urn:pulumi:dev::mlops-infra::${type}::rg-node`;
const message = (Type, members) => {
  const made = new Type();
  for (const [name, value] of Object.entries(members)) made[`set${name[0].toUpperCase()}${name.slice(1)}`](value);
  return made;
};
const struct = (value) => Struct.fromJavaScript(value);
const call = (method, request) =>
  new Promise((resolve, reject) => client[method](request, (error, answer) => (error ? reject(error) : resolve(answer))));
const answered = {};

async function main() {
  const handshake = await call("handshake", message(provider.ProviderHandshakeRequest, { engineAddress: "127.0.0.1:1", configureWithUrn: true }));
  answered.acceptSecrets = handshake.getAcceptSecrets();
  answered.version = (await call("getPluginInfo", new Empty())).getVersion();
  answered.schema = JSON.parse((await call("getSchema", new provider.GetSchemaRequest())).getSchema()).name;
  const configured = await call("configure", message(provider.ConfigureRequest, {
    args: struct({ location: "westeurope" }), acceptsecrets: true, acceptresources: true, sendsOldInputs: true, sendsOldInputsToDelete: true,
  }));
  answered.supportsPreview = configured.getSupportspreview();

  const news = struct({ resourceGroupName: "rg-node" });
  const check = await call("check", message(provider.CheckRequest, { urn, type, name: "rg-node", news, olds: struct({}), randomseed: new Uint8Array(32) }));
  answered.checked = check.getInputs().toJavaScript();
  const inputs = check.getInputs();
  const preview = await call("create", message(provider.CreateRequest, { urn, type, name: "rg-node", properties: inputs, preview: true }));
  answered.previewId = preview.getId();
  const created = await call("create", message(provider.CreateRequest, { urn, type, name: "rg-node", properties: inputs }));
  answered.id = created.getId();
  const outputs = created.getProperties();
  answered.name = outputs.toJavaScript().name;

  const moved = struct({ ...inputs.toJavaScript(), location: "northeurope", tags: { owner: "ml" } });
  const diff = await call("diff", message(provider.DiffRequest, { id: created.getId(), urn, type, olds: outputs, oldInputs: inputs, news: moved }));
  answered.changes = diff.getChanges() === provider.DiffResponse.DiffChanges.DIFF_SOME;
  answered.replaces = diff.getReplacesList();
  answered.kinds = Object.fromEntries(diff.getDetaileddiffMap().toArray().map(([path, change]) => [path, change[0] ?? 0]));
  answered.deleteBeforeReplace = diff.getDeletebeforereplace();

  const tagged = struct({ ...inputs.toJavaScript(), tags: { owner: "ml" } });
  const updated = await call("update", message(provider.UpdateRequest, { id: created.getId(), urn, type, olds: outputs, oldInputs: inputs, news: tagged }));
  answered.tags = updated.getProperties().toJavaScript().tags;
  const read = await call("read", message(provider.ReadRequest, { id: created.getId(), urn, type, properties: updated.getProperties(), inputs: tagged }));
  answered.read = read.getInputs().toJavaScript();
  const config = await call("invoke", message(provider.InvokeRequest, { tok: "azure-native:authorization:getClientConfig", args: struct({}) }));
  answered.tenant = config.getReturn().toJavaScript().tenantId;
  answered.refusal = await call("create", message(provider.CreateRequest, { urn, type, name: "rg-node", properties: inputs })).catch((error) => ({
    code: error.code, details: error.details,
  }));
  await call("delete", message(provider.DeleteRequest, { id: created.getId(), urn, type, properties: updated.getProperties(), oldInputs: tagged }));
  answered.gone = (await call("read", message(provider.ReadRequest, { id: created.getId(), urn, type }))).getId();
  await call("cancel", new Empty());
  answered.afterCancel = await call("create", message(provider.CreateRequest, { urn, type, name: "rg-node", properties: inputs })).catch((error) => ({ code: error.code }));
  client.close();
  console.log(JSON.stringify(answered));
}

main().catch((error) => {
  console.error(error, JSON.stringify(answered));
  process.exitCode = 1;
});
