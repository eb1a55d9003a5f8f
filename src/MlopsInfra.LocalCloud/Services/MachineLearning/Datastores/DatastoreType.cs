using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Datastores;

/// <summary>A datastore; its secrets are never shown.</summary>
internal sealed class DatastoreType : MachineLearningType
{
    public override string Name => "datastores";

    public override void Show(ResourceId id, JsonObject properties, JsonObject resource, WorkspaceAssets workspace)
    {
        Default(properties, "description", null);
        Default(properties, "tags", new JsonObject());
        Default(properties, "properties", new JsonObject());
        Default(properties, "isDefault", false);
        if (properties["credentials"] is JsonObject credentials)
        {
            properties["credentials"] =
                new JsonObject { ["credentialsType"] = MachineLearningNames.Text(credentials["credentialsType"]) };
        }
    }
}
