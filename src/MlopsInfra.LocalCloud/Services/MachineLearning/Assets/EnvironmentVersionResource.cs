using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

/// <summary>An environment: an image, with conda packages on top, or a Docker build context.</summary>
internal sealed class EnvironmentVersionResource() : AssetVersionResource("environments", "Environment")
{
    private static readonly string[] Immutable = ["image", "condaFile"];

    public override void Check(AssetWrite write)
    {
        var image = write.Text("image");
        var build = write.Properties["build"] as JsonObject;
        if (image is null == build is null)
        {
            throw MachineLearningErrors.Invalid(
                $"The environment '{write.Id.Parent!.Name}' needs either an image or a build context, and not both.");
        }

        if (build is not null) CheckContext(build["contextUri"].AsText());

        foreach (var name in Immutable)
        {
            write.RequireSame(name,
                $"The environment '{write.Id.Parent!.Name}' version '{write.Id.Name}' is registered already and its {name} can't "
                    + "change: register another version.", 409);
        }
    }

    private static void CheckContext(string? uri)
    {
        if (uri is null)
            throw MachineLearningErrors.User("The field 'build.contextUri' is required.", "BadArgument", "ArgumentNullOrEmpty");
        // A path of the caller's machine is what a client sends that forgot to upload.
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var parsed) || parsed.IsFile)
            throw MachineLearningErrors.Invalid($"The build.contextUri '{uri}' is no URI of a blob folder or a Git repository.");
    }

    public override void Show(ResourceId id, JsonObject properties, JsonObject resource, WorkspaceAssets workspace)
    {
        ShowAsset(properties);
        Default(properties, "environmentType", "UserCreated");
        Default(properties, "autoRebuild", "Disabled");
        Default(properties, "osType", "Linux");
        Default(properties, "stage", "Development");
        if (workspace.Versions("environments", id.Parent!.Name) is [var newest, ..]
            && newest["name"].AsText() == id.Name)
        {
            properties["properties"]!.AsObject()["azureml.labels"] = "latest";
        }
    }
}
