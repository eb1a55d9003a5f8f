using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.LogicApps.Workflows;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.LogicApps;

/// <summary>
/// The triggers of a workflow, the schema of what they take, and when they fired. A version of a workflow is kept until the
/// next one is written.
/// </summary>
/// <param name="cloud">The cloud.</param>
/// <param name="runs">The runs.</param>
internal sealed class TriggerRoutes(CloudContext cloud, WorkflowRuns runs) : IArmRoutes
{
    private const string Triggers = WorkflowResource.TypeName + "/triggers";
    private const string Histories = Triggers + "/histories";
    private const string Versions = WorkflowResource.TypeName + "/versions";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        var type = request.Target.Type;
        if (request.Rest.Method != "GET" || request.Target.Id is not { } id) return false;
        if (type != Triggers && type != Histories && type != Versions && type != Triggers + "/schemas") return false;
        var owner = WorkflowAbove(id);
        RequestChecks.RequireRight(cloud.Access, request.Principal, owner, $"{type}/read");
        var workflow = cloud.Find(owner.Value) ?? throw ArmErrors.ResourceNotFound(owner);
        if (type == Triggers + "/schemas")
        {
            var trigger = Require(workflow, id.Parent!.Name);
            await request.Rest.AnswerAsync(200, new JsonObject
            {
                ["title"] = $"{trigger.Text("name")} schema",
                ["content"] = (Declared(workflow, trigger.Text("name")!).At("inputs.schema") ?? new JsonObject()).ToJsonString(),
            });
            return true;
        }

        var isList = request.Target.Kind == TargetKind.Collection;
        var found = type == Triggers ? TriggersOf(workflow)
            : type == Versions ? [Version(workflow)] : HistoryOf(workflow, isList ? id : id.Parent!);
        await request.Rest.AnswerAsync(200, isList
            ? Page.Of(request.Rest, found, each => each)
            : found.FirstOrDefault(each => id.Name.Equals(each.Text("name"), StringComparison.OrdinalIgnoreCase))
                ?? throw NotFound(workflow, type.LastName, id.Name));
        return true;
    }

    private static ResourceId WorkflowAbove(ResourceId id)
    {
        var at = id;
        while (at.Type != WorkflowResource.TypeName)
            at = at.Parent ?? throw new InvalidOperationException($"'{id}' is not below a workflow.");
        return at;
    }

    private static JsonObject Declared(StoredResource workflow, string trigger) =>
        workflow.Body.At("properties.definition.triggers") is JsonObject triggers && triggers[trigger] is JsonObject declared
            ? declared : [];

    private static IReadOnlyList<JsonObject> TriggersOf(StoredResource workflow) =>
        [.. (workflow.Body.At("properties.definition.triggers") as JsonObject ?? []).Select(trigger => new JsonObject
        {
            ["id"] = $"{workflow.Key}/triggers/{trigger.Key}",
            ["name"] = trigger.Key,
            ["type"] = Triggers,
            ["properties"] = new JsonObject
            {
                ["provisioningState"] = "Succeeded",
                ["createdTime"] = CommonOutputs.Time(workflow.CreatedOn),
                ["changedTime"] = CommonOutputs.Time(workflow.ChangedOn),
                ["state"] = workflow.Body.Text("properties.state") ?? "Enabled",
                ["workflow"] = new JsonObject
                {
                    ["id"] = $"{workflow.Key}/versions/{workflow.Computed.Text("properties.version")}",
                    ["name"] = workflow.Computed.Text("properties.version"),
                    ["type"] = Versions,
                },
            },
        })];

    private static JsonObject Require(StoredResource workflow, string trigger) =>
        TriggersOf(workflow).FirstOrDefault(each => trigger.Equals(each.Text("name"), StringComparison.OrdinalIgnoreCase))
        ?? throw NotFound(workflow, "triggers", trigger);

    private IReadOnlyList<JsonObject> HistoryOf(StoredResource workflow, ResourceId trigger)
    {
        Require(workflow, trigger.Name);
        return [.. runs.Of(workflow.Key).Where(run => run.Trigger.Equals(trigger.Name, StringComparison.OrdinalIgnoreCase))
            .Select(run => new JsonObject
            {
                ["id"] = $"{workflow.Key}/triggers/{run.Trigger}/histories/{run.Name}",
                ["name"] = run.Name,
                ["type"] = Histories,
                ["properties"] = new JsonObject
                {
                    ["startTime"] = run.StartedAt.ToString("o"),
                    ["endTime"] = run.StartedAt.ToString("o"),
                    ["status"] = "Succeeded",
                    ["fired"] = true,
                    ["run"] = new JsonObject
                    {
                        ["id"] = $"{workflow.Key}/runs/{run.Name}",
                        ["name"] = run.Name,
                        ["type"] = $"{WorkflowResource.TypeName}/runs",
                    },
                },
            })];
    }

    private JsonObject Version(StoredResource workflow)
    {
        var shown = Views.Shown(cloud, workflow);
        var name = shown.Text("properties.version");
        shown["id"] = $"{workflow.Key}/versions/{name}";
        shown["name"] = name;
        shown["type"] = Versions;
        return shown;
    }

    private static ArmException NotFound(StoredResource workflow, string kind, string name) => new(404,
        kind.ToLowerInvariant() switch
        {
            "triggers" => "WorkflowTriggerNotFound",
            "versions" => "WorkflowVersionNotFound",
            _ => "WorkflowTriggerHistoryNotFound",
        },
        $"The workflow '{workflow.Name}' has no '{name}' among its {kind}.");
}
