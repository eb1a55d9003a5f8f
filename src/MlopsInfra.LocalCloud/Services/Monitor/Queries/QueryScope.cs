using MlopsInfra.LocalCloud.Services.Monitor.Logs;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries;

/// <summary>What a query looks at.</summary>
/// <param name="Workspace">The workspace's own id (<c>customerId</c>).</param>
/// <param name="Resource">The ARM resource that the caller needs the right on: the workspace, or the component.</param>
/// <param name="Component">The component whose rows alone are seen, with their classic names as well; null for all rows.</param>
internal sealed record QueryScope(string Workspace, ResourceId Resource, TelemetryComponent? Component);
