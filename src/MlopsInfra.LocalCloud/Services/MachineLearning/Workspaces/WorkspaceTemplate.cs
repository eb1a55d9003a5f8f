using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Workspaces;

/// <summary>
/// The template that Microsoft's client for Python makes workspaces and hubs with: it has all members there are, and an empty
/// text where there is nothing to say.
/// </summary>
internal static class WorkspaceTemplate
{
    private static readonly string[] MayBeEmpty =
        ["primaryUserAssignedIdentity", "hubResourceId", "systemDatastoresAuthMode", "containerRegistry", "applicationInsights"];

    /// <summary>Leaves out what says nothing.</summary>
    /// <param name="body">The body of a workspace, to be changed.</param>
    public static void LeaveOutNothing(JsonObject body)
    {
        if (body["properties"] is not JsonObject properties) return;
        foreach (var name in MayBeEmpty)
        {
            if (properties[name].AsText() is "") properties.Remove(name);
        }

        if (WorkspaceEncryption.IsOff(body) && properties.Text("encryption.keyVaultProperties.keyVaultArmId") is "")
            properties.Remove("encryption");
    }
}
