using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Monitor.Logs;

/// <summary>
/// Takes what is logged: rows of an Application Insights component (<c>AppRequests</c>, <c>AppTraces</c> ...), and rows of a
/// workspace's other tables. A row is a JSON object with the columns of its table; the columns that all rows have are added.
/// </summary>
/// <param name="files">Where rows are kept.</param>
/// <param name="components">The components.</param>
/// <param name="cloud">The cloud.</param>
internal sealed class TelemetryStore(LogFiles files, TelemetryComponents components, CloudContext cloud)
{
    /// <summary>Adds rows of a component.</summary>
    /// <param name="componentId">The ARM id of the Application Insights component.</param>
    /// <param name="table">The table, as in <c>AppRequests</c>.</param>
    /// <param name="rows">The rows; one without <c>TimeGenerated</c> happened now.</param>
    /// <returns>Whether there is such a component.</returns>
    public bool Append(string componentId, string table, IReadOnlyList<JsonObject> rows)
    {
        if (components.ById(componentId) is not { } component) return false;
        Append(component, table, rows.AsEnumerable());
        return true;
    }

    /// <summary>Adds rows of a component.</summary>
    /// <param name="component">The component.</param>
    /// <param name="table">The table.</param>
    /// <param name="rows">The rows.</param>
    public void Append(TelemetryComponent component, string table, IEnumerable<JsonObject> rows)
    {
        var completed = rows.Select(row =>
        {
            row["IKey"] = component.InstrumentationKey;
            row["ResourceGUID"] = component.AppId;
            if (!row.ContainsKey("ItemCount")) row["ItemCount"] = 1;
            return Complete(row, table, component.Workspace, component.Id);
        });
        files.Append(component.Workspace, table, completed);
    }

    /// <summary>Adds rows to a workspace's table, as container groups know the workspace.</summary>
    /// <param name="customerId">The workspace's own id.</param>
    /// <param name="table">The table.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="resource">What they are about.</param>
    /// <returns>Whether there is such a workspace.</returns>
    public bool AppendToCustomer(string customerId, string table, IEnumerable<JsonObject> rows, ResourceId resource)
    {
        if (components.Workspace(customerId) is null) return false;
        files.Append(customerId, table, rows.Select(row => Complete(row, table, customerId, resource)));
        return true;
    }

    /// <summary>
    /// Adds what a resource logs to each workspace that one of its diagnostic settings sends the category to; nowhere if there is
    /// none.
    /// </summary>
    /// <param name="resource">The resource.</param>
    /// <param name="category">The category, as in <c>AmlRunStatusChangedEvent</c>.</param>
    /// <param name="table">The table.</param>
    /// <param name="row">The row.</param>
    public void AppendDiagnostics(ResourceId resource, string category, string table, JsonObject row) =>
        AppendDiagnostics(resource, category, table, Enumerable.Repeat(row, 1).Select(each => each.DeepClone().AsObject()));

    /// <summary>
    /// Adds rows of what a resource logs to each workspace that one of its diagnostic settings sends the category to.
    /// </summary>
    /// <param name="resource">The resource.</param>
    /// <param name="category">The category.</param>
    /// <param name="table">The table.</param>
    /// <param name="rows">The rows; they are made when they are asked for, for each workspace anew.</param>
    public void AppendDiagnostics(ResourceId resource, string category, string table, IEnumerable<JsonObject> rows)
    {
        foreach (var setting in cloud.Store.OfType(DiagnosticSettingResource.TypeName))
        {
            if (ResourceId.TryParse(setting.Key, out var id) && resource.Equals(id.Parent)
                && setting.Body.Text("properties.workspaceId") is { } workspace && Sends(setting.Body, category)
                && components.CustomerIdOf(workspace) is { } customer)
                files.Append(customer, table, rows.Select(row => Complete(row, table, customer, resource)));
        }
    }

    private static bool Sends(JsonObject setting, string category) =>
        setting.Objects("properties.logs").Any(log => log.Flag("enabled") == true
            && (category.Equals(log.Text("category"), StringComparison.OrdinalIgnoreCase)
                || "allLogs".Equals(log.Text("categoryGroup"), StringComparison.OrdinalIgnoreCase)));

    private JsonObject Complete(JsonObject row, string table, string workspace, ResourceId resource)
    {
        if (!row.ContainsKey("TimeGenerated")) row["TimeGenerated"] = CommonOutputs.Time(cloud.Now);
        row["Type"] = table;
        row["TenantId"] = workspace;
        row["SourceSystem"] = "Azure";
        // Logs have the ids of resources in lower case.
        row["_ResourceId"] = resource.Value.ToLowerInvariant();
        row["_SubscriptionId"] = resource.SubscriptionId;
        row["_IsBillable"] = "True";
        return row;
    }
}
