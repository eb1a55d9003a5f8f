using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>Tables of Log Analytics. Azure's own ones are there without anybody having made them.</summary>
internal sealed class LogTableResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = LogAnalyticsWorkspaceResource.TypeName + "/tables";

    /// <inheritdoc/>
    public override JsonObject? FindUnwritten(CloudContext cloud, ResourceId id) =>
        id.Parent is { } workspace && cloud.Find(workspace.Value) is { } found && LogTables.IsOfAzure(id.Name)
            ? Show(found, id.Name) : null;

    /// <summary>One of Azure's tables.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="name">The table.</param>
    public static JsonObject Show(StoredResource workspace, string name) => new()
    {
        ["id"] = $"{workspace.Key}/tables/{name}",
        ["name"] = name,
        ["type"] = TypeName,
        ["properties"] = new JsonObject
        {
            ["plan"] = "Analytics", ["provisioningState"] = "Succeeded",
            ["schema"] = new JsonObject { ["name"] = name, ["tableType"] = "Microsoft" },
        },
    };
}
