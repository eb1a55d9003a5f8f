using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>The tables of a workspace: Azure's, and those that were made in it.</summary>
/// <param name="cloud">The cloud.</param>
internal sealed class LogTableListing(CloudContext cloud) : IListing
{
    /// <inheritdoc/>
    public bool Covers(ResourceType type) => type == LogTableResource.TypeName;

    /// <inheritdoc/>
    public JsonObject Answer(ArmRequest request)
    {
        var workspace = cloud.Find(request.Id.Value) ?? throw ArmErrors.ListParentNotFound(request.Id);
        var made = Views.List(cloud, request.Id, LogTableResource.TypeName);
        var names = made.Select(table => table.Text("name")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Page.Whole(made.Concat(LogTables.Names.Where(name => !names.Contains(name))
                .Select(name => LogTableResource.Show(workspace, name)))
            .OrderBy(table => table.Text("name"), StringComparer.OrdinalIgnoreCase));
    }
}
