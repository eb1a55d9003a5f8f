using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning;

/// <summary>Ids and places of a workspace.</summary>
internal static class MachineLearningNames
{
    /// <summary>The workspace a resource belongs to; null if it belongs to none.</summary>
    public static ResourceId? WorkspaceOf(ResourceId id)
    {
        for (var current = id; current is not null; current = current.Parent)
        {
            if (current.Type == ResourceTypes.Workspaces) return current;
        }

        return null;
    }

    /// <summary>The GUID of the workspace (<c>properties.workspaceId</c>) that a resource belongs to.</summary>
    public static string WorkspaceGuid(ResourceId id, IResourceManager resources)
    {
        var workspace = WorkspaceOf(id) ?? id;
        return Text(resources.Find(workspace)?["properties"]?["workspaceId"]) ?? StableGuid(workspace.Value);
    }

    /// <summary>A GUID that is the same for the same text, ignoring case.</summary>
    public static string StableGuid(string text) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToUpperInvariant())).AsSpan(0, 16)).ToString();

    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
