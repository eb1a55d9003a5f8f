using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Datastores;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

/// <summary>A model.</summary>
internal sealed class ModelVersionResource() : AssetVersionResource("models", "Model")
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = $"{WorkspaceResource.TypeName}/models/versions";

    private static readonly string[] Kinds = ["custom_model", "mlflow_model", "triton_model"];

    public override void Check(AssetWrite write)
    {
        write.RequireText("modelUri");
        if (write.Text("modelType") is { } kind && !Kinds.Contains(kind, StringComparer.OrdinalIgnoreCase))
        {
            throw MachineLearningErrors.Invalid($"The modelType '{kind}' is none of {string.Join(", ", Kinds)}.");
        }

        if (write.Text("jobName") is { Length: > 0 } job && write.Workspace.FindChild("jobs", job) is null)
        {
            throw MachineLearningErrors.Reference("jobName", job, "RunNotFound");
        }

        // A client may send back what it was shown.
        if (write.Existing is not { } existing || UriOf(existing, write.Workspace) != UriOf(write.Properties, write.Workspace))
            write.RequireSame("modelUri", "Asset paths cannot be updated.");
    }

    public override void Show(ResourceId id, JsonObject properties, JsonObject resource, WorkspaceAssets workspace)
    {
        ShowAsset(properties);
        Default(properties, "modelType", "custom_model");
        Default(properties, "flavors", new JsonObject());
        Default(properties, "jobName", null);
        Default(properties, "stage", "Development");
        properties["modelUri"] = UriOf(properties, workspace);
    }

    // What a job keeps with its run has a place in the workspace's datastore, which the service shows.
    private static string? UriOf(JsonObject properties, WorkspaceAssets workspace)
    {
        var uri = properties["modelUri"].AsText();
        return DatastorePaths.Long(uri is null ? null : JobArtifacts.InDatastore(uri) ?? uri, workspace.Id);
    }
}
