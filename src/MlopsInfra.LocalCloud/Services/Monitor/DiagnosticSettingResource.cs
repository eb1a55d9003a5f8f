using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>Diagnostic settings: a destination, categories that the resource has, no category twice to one destination.</summary>
internal sealed class DiagnosticSettingResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Insights/diagnosticSettings";

    private static readonly string[] Lists = ["logs", "metrics"];

    private static readonly string[] Sinks =
        ["workspaceId", "storageAccountId", "eventHubAuthorizationRuleId", "marketplacePartnerId"];

    public override NamingRule Naming { get; init; } = new(@"[^*<>%:&?/\\+]+", 1, 260, "BadRequest",
        "The diagnostic setting's name '{0}' is invalid. It must be 1 to 260 characters, and none of * < > % : & ? / \\ +.");

    public override IReadOnlyList<Reference> References { get; init; } =
    [
        new("properties.workspaceId", Arm.References.Missing, LogAnalyticsWorkspaceResource.TypeName),
        new("properties.storageAccountId", Arm.References.Missing, "Microsoft.Storage/storageAccounts"),
    ];

    public override void CheckPut(PutContext put)
    {
        var target = put.Id.Parent!;
        if (!put.Cloud.Types.Of(target.Type).HasDiagnosticSettings)
            throw new ArmException(400, "ResourceTypeNotSupported",
                $"The resource type '{target.Type.ToString().ToLowerInvariant()}' does not support diagnostic settings.",
                target.Value);
        if (!Sinks.Any(sink => put.Body.Text($"properties.{sink}") is { Length: > 0 }))
            throw new ArmException(400, "BadRequest", "At least one data sink needs to be specified.", "properties");
        var settings = put.Siblings.ToList();
        if (settings.Count >= 5)
            throw new ArmException(409, "Conflict",
                $"The resource '{target}' has 5 diagnostic settings already; no more are allowed.", put.Id.Value);
        CheckForm(put);
        foreach (var category in Logs(put.Body)) CheckCategory(put, target, category, settings);
        foreach (var group in put.Body.Texts("properties.logs[].categoryGroup"))
        {
            if (group.Value is not ("allLogs" or "audit"))
                throw new ArmException(400, "BadRequest", $"Category group '{group.Value}' is not supported.", group.Path);
        }
    }

    private static void CheckForm(PutContext put)
    {
        if (Logs(put.Body).Any() && put.Body.Texts("properties.logs[].categoryGroup").Any())
            throw new ArmException(400, "BadRequest",
                "Diagnostic setting does not support mix of log category and log category group.", "properties.logs");
        var entries = Lists.SelectMany(list => put.Body.At($"properties.{list}") as JsonArray ?? [])
            .OfType<JsonObject>();
        if (put.IsNew
            && entries.Any(entry => entry.Flag("retentionPolicy.enabled") == true || entry.Number("retentionPolicy.days") > 0))
            throw new ArmException(400, "BadRequest",
                "Diagnostic settings does not support retention for new diagnostic settings.", "properties");
    }

    private static void CheckCategory(PutContext put, ResourceId target, string category, List<StoredResource> settings)
    {
        var known = put.Cloud.Types.Of(target.Type).LogCategories;
        if (known is not null && !known.Contains(category, StringComparer.OrdinalIgnoreCase))
            throw new ArmException(400, "BadRequest", $"Category '{category}' is not supported.", "properties.logs");
        var sink = Sinks.Select(name => put.Body.Text($"properties.{name}")).First(value => value is not null);
        var clash = settings.FirstOrDefault(other => Logs(other.Body).Contains(category, StringComparer.OrdinalIgnoreCase)
            && Sinks.Any(name => sink!.Equals(other.Body.Text($"properties.{name}"), StringComparison.OrdinalIgnoreCase)));
        if (clash is not null)
        {
            throw new ArmException(409, "Conflict",
                $"Data sink '{sink}' is already used in diagnostic setting '{clash.Name}' for category '{category}'. Data sinks "
                    + "can't be reused in different settings on the same category for the same resource.", put.Id.Value);
        }
    }

    private static IEnumerable<string> Logs(JsonObject body) =>
        body.Texts("properties.logs[].category").Select(found => found.Value);
}
