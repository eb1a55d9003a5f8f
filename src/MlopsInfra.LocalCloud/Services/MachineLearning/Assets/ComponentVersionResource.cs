using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;
using MlopsInfra.LocalCloud.Store;
using static MlopsInfra.LocalCloud.Services.MachineLearning.MachineLearningErrors;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

/// <summary>A component: a command with inputs and outputs, or a pipeline of components.</summary>
internal sealed class ComponentVersionResource() : AssetVersionResource("components", "Component")
{
    private static readonly string[] Kinds =
        ["command", "pipeline", "parallel", "spark", "import", "automl", "sweep", "data_transfer"];

    public override void Check(AssetWrite write)
    {
        if (write.Properties["componentSpec"] is not JsonObject spec)
        {
            throw MachineLearningErrors.User("The field 'componentSpec' is required.", "BadArgument", "ArgumentNullOrEmpty");
        }

        var name = write.Id.Parent!.Name;
        var kind = spec["type"].AsText();
        if (!Kinds.Contains(kind))
            throw Invalid($"The component '{name}' has the type '{kind}', which is none of {string.Join(", ", Kinds)}.");
        // The service chooses the version of an anonymous component itself; the client leaves the name that a file or a function
        // has in the specification.
        if (write.Properties.Flag("isAnonymous") != true)
        {
            RequireSameName(spec, "name", name);
            RequireSameName(spec, "version", write.Id.Name);
        }

        ComponentPorts.Check(spec, name);
        // The same may be said as somebody wrote it, or as the service shows it.
        if (write.Existing?["componentSpec"] is JsonObject existing && !ComponentSpec.AreSame(existing, spec)
            && !ComponentSpec.AreSame(ComponentSpec.Normalize(existing, write.Workspace), spec))
        {
            throw MachineLearningErrors.User(
                $"The component '{name}' version '{write.Id.Name}' is registered already with another specification. Only tags, "
                    + "description and isArchived may change: register another version.");
        }

        if (kind == "pipeline") PipelineGraph.Check(spec, name, write.Workspace, isJob: false);
        else ComponentKinds.Check(kind!, spec, name, write.Workspace);
    }

    public override void Show(ResourceId id, JsonObject properties, JsonObject resource, WorkspaceAssets workspace)
    {
        ShowAsset(properties);
        // The service keeps the description in the specification only.
        properties["description"] = null;
        Default(properties, "stage", "Development");
        if (properties["componentSpec"] is JsonObject spec)
            properties["componentSpec"] = ComponentSpec.Normalize(spec, workspace);
    }

    private static void RequireSameName(JsonObject spec, string key, string expected)
    {
        if (spec[key].AsText() is not { } given || given.Equals(expected, StringComparison.Ordinal)) return;
        throw Invalid($"The {key} in componentSpec, '{given}', is not the one in the URL, '{expected}'.");
    }
}
