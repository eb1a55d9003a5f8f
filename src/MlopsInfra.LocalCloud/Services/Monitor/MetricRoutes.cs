using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>
/// The metrics of resources; none where their types don't say them. Nothing is measured here but what programs send, which
/// queries find: a metric that there is has no values, and one that is not known where others are is refused.
/// </summary>
/// <param name="cloud">The cloud.</param>
internal sealed class MetricRoutes(CloudContext cloud) : IArmRoutes
{
    private const string Values = "Microsoft.Insights/metrics";
    private const string Definitions = "Microsoft.Insights/metricDefinitions";
    private const string Namespaces = "Microsoft.Insights/metricNamespaces";

    /// <summary>
    /// The category that a type's metrics are of in diagnostic settings, where it is another than <c>AllMetrics</c>.
    /// </summary>
    /// <param name="type">The type.</param>
    public static string? CategoryOf(ResourceType type) =>
        type.ToString().StartsWith("Microsoft.Storage/", StringComparison.OrdinalIgnoreCase) ? "Transaction" : null;

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        var type = request.Target.Type;
        if (request.Target is not { Kind: TargetKind.Collection, Id: { } resource } || request.Rest.Method != "GET") return false;
        if (type != Values && type != Definitions && type != Namespaces) return false;
        RequestChecks.RequireRight(cloud.Access, request.Principal, resource, $"{type}/read");
        if (Views.Find(cloud, resource) is null) throw ArmErrors.ResourceNotFound(resource);
        var known = cloud.Types.Of(resource.Type).Metrics ?? [];
        await request.Rest.AnswerAsync(200, type == Values ? ValuesOf(request.Rest, resource, known)
            : Page.Whole(type == Definitions ? known.Select(name => Definition(resource, name)) : [Namespace(resource)]));
        return true;
    }

    private JsonObject ValuesOf(RestRequest request, ResourceId resource, IReadOnlyList<string> known)
    {
        var asked = known.Count == 0 ? [] : (request.Query("metricnames") ?? known[0])
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (Array.Find(asked, name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } wrong)
            throw new ArmException(400, "BadRequest",
                $"Failed to find metric configuration for provider: {resource.Type.Namespace}, metric: {wrong}. "
                    + $"Valid metrics: {string.Join(",", known)}");
        var answer = Page.Whole(asked.Select(name => new JsonObject
        {
            ["id"] = $"{resource}/providers/{Values}/{name}",
            ["type"] = Values,
            ["name"] = Name(name),
            ["unit"] = "Count",
            ["timeseries"] = new JsonArray(),
            ["errorCode"] = "Success",
        }));
        answer["cost"] = 0;
        answer["interval"] = request.Query("interval") ?? "PT1M";
        answer["timespan"] = request.Query("timespan")
            ?? $"{CommonOutputs.Time(cloud.Now.AddHours(-1))}/{CommonOutputs.Time(cloud.Now)}";
        answer["namespace"] = request.Query("metricnamespace") ?? resource.Type.ToString();
        answer["resourceregion"] = cloud.Find(resource.Value)?.Body.Text("location");
        return answer;
    }

    private static JsonObject Definition(ResourceId resource, string name) => new()
    {
        ["id"] = $"{resource}/providers/{Definitions}/{name}",
        ["resourceId"] = resource.Value,
        ["namespace"] = resource.Type.ToString(),
        ["name"] = Name(name),
    };

    private static JsonObject Namespace(ResourceId resource) => new()
    {
        ["id"] = $"{resource}/providers/{Namespaces}/{resource.Type}",
        ["name"] = resource.Type.ToString(),
        ["type"] = Namespaces,
        ["properties"] = new JsonObject { ["metricNamespaceName"] = resource.Type.ToString() },
    };

    private static JsonObject Name(string name) => new() { ["value"] = name, ["localizedValue"] = name };
}
