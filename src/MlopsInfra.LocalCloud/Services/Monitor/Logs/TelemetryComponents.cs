using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Monitor.Logs;

/// <summary>
/// The Application Insights components and Log Analytics workspaces of a cloud, by what telemetry and queries call them.
/// </summary>
/// <param name="cloud">The cloud.</param>
internal sealed class TelemetryComponents(CloudContext cloud)
{
    /// <summary>The component that a key belongs to; null if there is none.</summary>
    /// <param name="instrumentationKey">The key.</param>
    public TelemetryComponent? ByKey(string instrumentationKey) =>
        Find(component => component.Computed.Text("properties.InstrumentationKey"), instrumentationKey);

    /// <summary>The component with an application id; null if there is none.</summary>
    /// <param name="appId">The application id.</param>
    public TelemetryComponent? ByAppId(string appId) => Find(component => component.Computed.Text("properties.AppId"), appId);

    /// <summary>The component with an ARM id; null if there is none.</summary>
    /// <param name="id">The id.</param>
    public TelemetryComponent? ById(string id) =>
        cloud.Find(id) is { } found && found.Type == InsightsComponentResource.TypeName ? Describe(found) : null;

    /// <summary>The workspace with an id of its own (<c>customerId</c>); null if there is none.</summary>
    /// <param name="customerId">The id.</param>
    public ResourceId? Workspace(string customerId) =>
        cloud.Store.OfType(LogAnalyticsWorkspaceResource.TypeName)
            .FirstOrDefault(found => customerId.Equals(CustomerId(found), StringComparison.OrdinalIgnoreCase)) is { } workspace
                ? ResourceId.Parse(workspace.Key) : null;

    /// <summary>The workspace's own id; null if there is no such workspace.</summary>
    /// <param name="workspaceId">Its ARM id.</param>
    public string? CustomerIdOf(string workspaceId) =>
        cloud.Find(workspaceId) is { } found && found.Type == LogAnalyticsWorkspaceResource.TypeName ? CustomerId(found) : null;

    private static string? CustomerId(StoredResource workspace) => workspace.Computed.Text("properties.customerId");

    private TelemetryComponent? Find(Func<StoredResource, string?> name, string wanted) =>
        cloud.Store.OfType(InsightsComponentResource.TypeName)
            .FirstOrDefault(found => wanted.Equals(name(found), StringComparison.OrdinalIgnoreCase)) is { } component
                ? Describe(component) : null;

    // A component without a workspace is a classic one, which can't be made any more.
    private TelemetryComponent? Describe(StoredResource component) =>
        component.Body.Text("properties.WorkspaceResourceId") is { } workspace && CustomerIdOf(workspace) is { } customer
            ? new TelemetryComponent(ResourceId.Parse(component.Key),
                component.Computed.Text("properties.InstrumentationKey")!, component.Computed.Text("properties.AppId")!, customer,
                component.Body.Flag("properties.DisableLocalAuth") == true)
            : null;
}
