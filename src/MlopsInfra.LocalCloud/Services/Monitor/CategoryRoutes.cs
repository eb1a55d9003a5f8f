using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>
/// What diagnostic settings of a resource can send (<c>diagnosticSettingsCategories</c>), where its type says it.
/// </summary>
/// <param name="cloud">The cloud.</param>
internal sealed class CategoryRoutes(CloudContext cloud) : IArmRoutes
{
    private const string TypeName = "Microsoft.Insights/diagnosticSettingsCategories";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request.Rest.Method != "GET" || request.Target.Type != TypeName || request.Target.Id is not { } id) return false;
        var isList = request.Target.Kind == TargetKind.Collection;
        var resource = isList ? id : id.Parent!;
        RequestChecks.RequireRight(cloud.Access, request.Principal, resource, $"{TypeName}/read");
        if (Views.Find(cloud, resource) is null) throw ArmErrors.ResourceNotFound(resource);
        var found = Of(resource);
        await request.Rest.AnswerAsync(200, isList ? Page.Whole(found)
            : found.FirstOrDefault(each => id.Name.Equals((string?)each["name"], StringComparison.OrdinalIgnoreCase))
                ?? throw ArmErrors.ResourceNotFound(id));
        return true;
    }

    private List<JsonObject> Of(ResourceId resource)
    {
        var rules = cloud.Types.Of(resource.Type);
        if (!rules.HasDiagnosticSettings) return [];
        var metrics = MetricRoutes.CategoryOf(resource.Type) is { } category ? [category] : (string[])["AllMetrics"];
        return
        [
            .. (rules.LogCategories ?? []).Select(name => Show(resource, name, "Logs")),
            .. metrics.Select(name => Show(resource, name, "Metrics")),
        ];
    }

    private static JsonObject Show(ResourceId resource, string name, string kind) => new()
    {
        ["id"] = $"{resource}/providers/{TypeName}/{name}",
        ["name"] = name,
        ["type"] = TypeName,
        ["properties"] = kind == "Logs"
            ? new JsonObject { ["categoryType"] = kind, ["categoryGroups"] = new JsonArray("allLogs") }
            : new JsonObject { ["categoryType"] = kind },
    };
}
