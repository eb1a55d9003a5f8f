using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>
/// What a resource could tell of itself: the categories of its logs and its metrics. Nothing is measured here but what programs
/// send, which queries find: so no metric is defined, and none has a value.
/// </summary>
internal sealed class MetricRoutes(CloudContext cloud) : IArmRoutes
{
    private const string Space = "Microsoft.Insights";
    private static readonly ResourceType Categories = $"{Space}/diagnosticSettingsCategories";
    private static readonly ResourceType Definitions = $"{Space}/metricDefinitions";
    private static readonly ResourceType Metrics = $"{Space}/metrics";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        var type = request.Target.Type;
        if (request is not { Rest.Method: "GET", Target: { Kind: TargetKind.Collection, Id: { } id } }
            || (type != Categories && type != Definitions && type != Metrics)) return false;
        var resource = cloud.Store.Find(id.Value) ?? throw ArmErrors.ResourceNotFound(id);
        RequestChecks.RequireRight(cloud.Access, request.Principal, id, $"{type}/read");
        var answer = new JsonObject { ["value"] = type == Categories ? CategoriesOf(resource, id) : [] };
        if (type == Metrics)
        {
            answer["cost"] = 0;
            answer["interval"] = request.Rest.Query("interval") ?? "PT1M";
            answer["timespan"] = request.Rest.Query("timespan") ?? Timespan();
            answer["namespace"] = request.Rest.Query("metricnamespace") ?? resource.Type.ToString();
            answer["resourceregion"] = resource.Body.Text("location");
        }

        await request.Rest.AnswerAsync(200, answer);
        return true;
    }

    private string Timespan() => $"{CommonOutputs.Time(cloud.Now.AddHours(-1))}/{CommonOutputs.Time(cloud.Now)}";

    private JsonArray CategoriesOf(StoredResource resource, ResourceId id)
    {
        var logs = cloud.Types.Of(resource.Type).LogCategories ?? [];
        return [.. logs.Select(name => Category(id, name, "Logs")), Category(id, "AllMetrics", "Metrics")];
    }

    private static JsonObject Category(ResourceId resource, string name, string kind) => new()
    {
        ["id"] = $"{resource}/providers/{Categories}/{name}",
        ["type"] = Categories.ToString(),
        ["name"] = name,
        ["properties"] = new JsonObject { ["categoryType"] = kind },
    };
}
