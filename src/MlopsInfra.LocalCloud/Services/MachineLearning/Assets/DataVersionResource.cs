using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Datastores;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

/// <summary>A data asset: a file, a folder or a table, by its URI, whose existence the service does not check.</summary>
internal sealed class DataVersionResource() : AssetVersionResource("data", "Data")
{
    private static readonly string[] Kinds = ["uri_file", "uri_folder", "mltable"];
    private static readonly string[] Schemes = ["https", "http", "azureml", "wasbs", "wasb", "abfss", "abfs", "adl"];

    public override void Check(AssetWrite write)
    {
        var kind = write.RequireText("dataType");
        if (!Kinds.Contains(kind, StringComparer.OrdinalIgnoreCase))
        {
            throw MachineLearningErrors.Invalid($"The dataType '{kind}' is none of {string.Join(", ", Kinds)}.");
        }

        var uri = write.RequireText("dataUri");
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var parsed) || !Schemes.Contains(parsed.Scheme))
        {
            throw MachineLearningErrors.Invalid(
                $"The dataUri '{uri}' is no URI with one of the schemes {string.Join(", ", Schemes)}.");
        }

        // No public report shows how the service words it: the general code.
        if (write.Workspace.Find(write.Id.Parent!)?.Text("properties.dataType") is { } other
            && !kind.Equals(other, StringComparison.OrdinalIgnoreCase) && write.Existing is null)
        {
            throw MachineLearningErrors.Invalid(
                $"The data asset '{write.Id.Parent!.Name}' is of type {other}: all of its versions are, and none can be {kind}.");
        }

        var message = "A data version with this name and version already exists. Only tags, description and isArchived may "
            + $"change; '{write.Id.Parent!.Name}:{write.Id.Name}' has another ";
        write.RequireSame("dataUri", message + "dataUri. Asset paths cannot be updated.");
        write.RequireSame("dataType", message + "dataType.");
    }

    public override void Show(ResourceId id, JsonObject properties, JsonObject resource, WorkspaceAssets workspace)
    {
        ShowAsset(properties);
        properties["dataUri"] = DatastorePaths.Long(properties["dataUri"].AsText(), workspace.Id);
    }
}
