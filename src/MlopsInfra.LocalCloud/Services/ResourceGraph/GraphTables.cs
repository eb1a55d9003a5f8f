using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.ResourceGraph;

/// <summary>The tables of Resource Graph: resources, and what contains them. Types and groups are in lower case there.</summary>
/// <param name="cloud">The cloud.</param>
/// <param name="tracked">The resources.</param>
/// <param name="subscriptions">The subscriptions that are looked at.</param>
/// <param name="principal">Who asks, and sees what he may read; null for the deployer.</param>
internal sealed class GraphTables(
    CloudContext cloud, TrackedResources tracked, IReadOnlyList<string> subscriptions, string? principal) : IKustoTables
{
    /// <summary>The table that a query without one asks.</summary>
    public const string Resources = "Resources";

    private const string Containers = "ResourceContainers";

    private static readonly string[] Texts =
        ["id", "name", "type", "tenantId", "kind", "location", "resourceGroup", "subscriptionId", "managedBy"];

    private static readonly string[] Dynamics = ["sku", "plan", "properties", "tags", "identity", "zones", "extendedLocation"];

    private static readonly LogColumn[] Columns =
    [
        .. Texts.Select(name => new LogColumn(name, ColumnType.String)),
        .. Dynamics.Select(name => new LogColumn(name, ColumnType.Dynamic)),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; } = [Resources, Containers];

    /// <inheritdoc/>
    public KustoTable? Find(string name)
    {
        if (name.Equals(Resources, StringComparison.OrdinalIgnoreCase))
            return Table(subscriptions.SelectMany(each => tracked.Below(ResourceId.Parse($"/subscriptions/{each}")))
                .Select(Shown));
        if (!name.Equals(Containers, StringComparison.OrdinalIgnoreCase)) return null;
        return Table(subscriptions.Select(Subscription).Concat(cloud.Store.OfType(ResourceType.ResourceGroup)
            .Where(group => subscriptions.Any(each => ResourceId.IsWithin(group.Key, $"/subscriptions/{each}"))).Select(Shown)));
    }

    private KustoTable Table(IEnumerable<JsonObject> resources) =>
        new(Columns, [.. resources.Where(IsSeen).Select(Row)]);

    private bool IsSeen(JsonObject resource) => principal is null || (ResourceId.TryParse((string?)resource["id"], out var id)
        && cloud.Access.IsAllowed(principal, id, $"{id.Type}/read", isDataAction: false));

    private JsonObject Shown(StoredResource resource) => Views.Shown(cloud, resource);

    private static JsonObject Subscription(string id) => new()
    {
        ["id"] = $"/subscriptions/{id}",
        ["name"] = "Local cloud",
        ["type"] = ResourceType.Subscription.ToString(),
        ["properties"] = new JsonObject { ["state"] = "Enabled" },
    };

    private object?[] Row(JsonObject resource)
    {
        var id = ResourceId.Parse((string)resource["id"]!);
        // Groups are types of subscriptions there.
        var type = id.Type == ResourceType.ResourceGroup ? "microsoft.resources/subscriptions/resourcegroups"
            : id.Type.ToString().ToLowerInvariant();
        return [.. Columns.Select(column => column.Name switch
        {
            "type" => type,
            "tenantId" => cloud.Options.TenantId,
            "resourceGroup" => id.ResourceGroupName?.ToLowerInvariant() ?? "",
            "subscriptionId" => id.SubscriptionId,
            _ => KustoValues.FromJson(resource[column.Name]?.DeepClone(), column.Type)
                ?? (column.Type == ColumnType.String ? "" : null),
        })];
    }
}
