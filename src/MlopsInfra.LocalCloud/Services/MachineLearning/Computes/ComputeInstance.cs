using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Computes;

/// <summary>A compute instance: a machine of one person, which runs until somebody stops it.</summary>
internal static class ComputeInstance
{
    private const string State = "properties.properties.state";
    private const string LastOperation = "properties.properties.lastOperation";

    private static readonly Dictionary<string, string> Ends = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Start"] = "Running", ["Restart"] = "Running", ["Stop"] = "Stopped",
    };

    /// <summary>Whether a compute is one.</summary>
    /// <param name="body">Its body.</param>
    public static bool Is(JsonObject body) => Has(body, "ComputeInstance");

    /// <summary>Whether a compute has a type.</summary>
    /// <param name="body">Its body.</param>
    /// <param name="type">The type, as in <c>AmlCompute</c>.</param>
    public static bool Has(JsonObject body, string type) =>
        type.Equals(body.Text("properties.computeType"), StringComparison.OrdinalIgnoreCase);

    /// <summary>What the service says of one. A new one runs; one that is there stays as it is.</summary>
    /// <param name="put">The PUT of it.</param>
    public static JsonObject Computed(PutContext put) => new()
    {
        ["state"] = put.Existing?.Computed.Text(State) ?? "Running",
        ["lastOperation"] = put.Existing?.Computed.At(LastOperation)?.DeepClone() ?? Operation("Create", put.Cloud.Now),
        ["createdBy"] = new JsonObject
        {
            ["userId"] = put.Options.PrincipalId ?? put.Cloud.Options.DeployerClientId,
            ["userOrgId"] = put.Cloud.Options.TenantId,
        },
        ["applications"] = new JsonArray(),
        ["errors"] = new JsonArray(),
    };

    /// <summary>Starts, stops or restarts one.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="id">The instance.</param>
    /// <param name="operation">Start, Stop or Restart.</param>
    /// <exception cref="ArmException">It is another compute, or does not run.</exception>
    public static void Move(CloudContext cloud, ResourceId id, string operation) => Change(cloud, id, (stored, computed) =>
    {
        // What is restarted has to run. How the service words it is in no public report.
        if (operation == "Restart" && stored.Computed.Text(State) != Ends["Start"])
            throw Refused($"The compute instance '{id.Name}' is {stored.Computed.Text(State)}: only one that runs is restarted.");
        computed.Set(State, Ends[operation]);
        computed.Set(LastOperation, Operation(operation, cloud.Now));
    });

    /// <summary>Changes a setting of one.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="id">The instance.</param>
    /// <param name="name">The setting below <c>properties.properties</c>.</param>
    /// <param name="value">Its value.</param>
    public static void Set(CloudContext cloud, ResourceId id, string name, JsonNode value) =>
        Change(cloud, id, (_, computed) => computed.Set($"properties.properties.{name}", value), inBody: true);

    private static void Change(CloudContext cloud, ResourceId id, Action<StoredResource, JsonObject> change, bool inBody = false)
    {
        lock (cloud.Store.Gate)
        {
            var stored = cloud.Find(id.Value) ?? throw ArmErrors.ResourceNotFound(id);
            if (!Is(stored.Body))
                throw Refused($"The compute '{id.Name}' is of type {stored.Body.Text("properties.computeType")}: only compute "
                    + "instances are started, stopped and set.");
            var changed = (inBody ? stored.Body : stored.Computed).DeepClone().AsObject();
            change(stored, changed);
            var written = inBody ? stored with { Body = changed } : stored with { Computed = changed };
            cloud.Store.Commit([new StoreChange(stored.Key, written with { ChangedOn = cloud.Now })]);
        }
    }

    private static JsonObject Operation(string name, DateTimeOffset now) => new()
    {
        ["operationName"] = name,
        ["operationTime"] = CommonOutputs.Time(now),
        ["operationStatus"] = "Succeeded",
        ["operationTrigger"] = "User",
    };

    private static ArmException Refused(string message) => new(400, "BadRequest", message);
}
