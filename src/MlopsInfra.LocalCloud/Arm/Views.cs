using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Engine;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.Kubernetes;
using MlopsInfra.LocalCloud.Services.Network;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>Resources as a GET shows them.</summary>
internal static class Views
{
    /// <summary>What was asked for, without what is write-only, under what the cloud computed.</summary>
    public static JsonObject Shown(CloudContext cloud, StoredResource resource)
    {
        var shown = Written(resource);
        PrivateConnections.Show(cloud, resource, shown);
        ClusterPools.Show(cloud, resource, shown);
        return shown;
    }

    /// <summary>The same without what others have to do with it: as it was when it was written.</summary>
    public static JsonObject Written(StoredResource resource) =>
        JsonPaths.Merge(SecretMembers.Shown(resource.Type, resource.Body), resource.Computed);

    /// <summary>
    /// What Azure shows of children that exist without ever having been written; null if the id is none of them.
    /// </summary>
    public static JsonObject? Implicit(CloudContext cloud, ResourceId id)
    {
        lock (cloud.Store.Gate)
        {
            if (id.Type == "Microsoft.Resources/subscriptions" || id.Parent is null || !Existence.Exists(cloud, id)) return null;
            return new JsonObject { ["id"] = id.Value, ["name"] = id.Name, ["type"] = id.Type.ToString(),
                ["properties"] = Singletons.DefaultOf(id.Type)?["properties"]?.DeepClone() ?? new JsonObject() };
        }
    }
}
