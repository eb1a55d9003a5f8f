using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning;

/// <summary>The rules of one resource type in a workspace: what a PUT is refused for, what a GET adds.</summary>
internal abstract class MachineLearningType
{
    /// <summary>The type below the workspace, as in <c>components/versions</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Refuses a PUT as Azure ML does; may fill in defaults.</summary>
    public virtual void Check(AssetWrite write)
    {
    }

    /// <summary>Refuses a DELETE as Azure ML does.</summary>
    public virtual void CheckDelete(ResourceId id, WorkspaceAssets workspace)
    {
    }

    /// <summary>Adds what the service fills in.</summary>
    /// <param name="id">The resource.</param>
    /// <param name="properties">Its properties, to be changed.</param>
    /// <param name="resource">The whole resource, to be changed.</param>
    /// <param name="workspace">Its workspace.</param>
    public abstract void Show(ResourceId id, JsonObject properties, JsonObject resource, WorkspaceAssets workspace);

    protected static void Default(JsonObject properties, string name, JsonNode? value)
    {
        if (properties[name] is null) properties[name] = value;
    }

    protected static void ShowAsset(JsonObject properties)
    {
        Default(properties, "description", null);
        Default(properties, "tags", new JsonObject());
        Default(properties, "properties", new JsonObject());
        Default(properties, "isArchived", false);
        Default(properties, "isAnonymous", false);
        Default(properties, "provisioningState", "Succeeded");
    }
}
