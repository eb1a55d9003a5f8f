using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.ContainerInstances.Declarations;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;

/// <summary>
/// Sends what containers print to the workspace that their group names in <c>diagnostics.logAnalytics</c>: a row of
/// <c>ContainerInstanceLog_CL</c> for each line.
/// </summary>
/// <param name="telemetry">Where it goes.</param>
internal sealed class ContainerLogs(TelemetryStore telemetry)
{
    private const string Table = "ContainerInstanceLog_CL";

    /// <summary>Takes the lines of a container; null where its group names no workspace.</summary>
    /// <param name="group">The group.</param>
    /// <param name="container">The container.</param>
    public Action<IReadOnlyList<string>>? Of(GroupDeclaration group, ContainerDeclaration container)
    {
        if (group.LogWorkspace is not { } workspace) return null;
        var id = ResourceId.Parse(group.Id);
        return lines => telemetry.AppendToCustomer(workspace, Table, lines.Select(line => new JsonObject
        {
            ["ContainerGroup_s"] = id.Name,
            ["ContainerName_s"] = container.Name,
            ["ContainerImage_s"] = container.Image,
            ["OSType_s"] = "Linux",
            ["Message"] = line,
        }), id);
    }
}
