using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

/// <summary>Code: a folder of blobs.</summary>
internal sealed class CodeVersionResource() : AssetVersionResource("codes", "Code")
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = $"{WorkspaceResource.TypeName}/codes/versions";

    public override void Check(AssetWrite write)
    {
        var uri = write.RequireText("codeUri");
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var parsed) || parsed.Scheme is not "https" and not "azureml")
        {
            throw MachineLearningErrors.Invalid($"The codeUri '{uri}' is no https URL of a blob folder.");
        }

        write.RequireSame("codeUri", "Asset paths cannot be updated.");
    }

    public override void Show(ResourceId id, JsonObject properties, JsonObject resource, WorkspaceAssets workspace)
    {
        ShowAsset(properties);
        // The service answers false whatever was asked.
        properties["isAnonymous"] = false;
    }
}
