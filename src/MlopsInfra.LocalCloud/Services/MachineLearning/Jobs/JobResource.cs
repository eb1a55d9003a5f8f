using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Store;
using static MlopsInfra.LocalCloud.Services.MachineLearning.MachineLearningErrors;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;

/// <summary>A job: a run of a pipeline component, of nodes given inline, or of a command.</summary>
internal sealed class JobResource() : MachineLearningResource(Collection)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = $"{WorkspaceResource.TypeName}/{Collection}";

    /// <summary>The collection in a workspace.</summary>
    public const string Collection = "jobs";

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = MachineLearningNames.Asset("Job");

    /// <summary>Only its deletion is long-running.</summary>
    public override LongRunningStyle? LongRunningDelete { get; } = new("operationresults", null, true);

    private static readonly string[] Immutable =
        ["jobType", "componentId", "experimentName", "computeId", "command", "environmentId", "codeId"];

    // What a PUT of a job that is there may change.
    private static readonly string[] Changeable = ["tags", "description", "displayName", "isArchived"];

    /// <summary>Keeps of a job what a PUT can't change.</summary>
    public override void Normalize(AssetWrite write)
    {
        if (write.Existing is not { } existing) return;
        foreach (var (name, value) in existing)
        {
            if (Changeable.Contains(name, StringComparer.Ordinal)) continue;
            if (!Immutable.Contains(name, StringComparer.Ordinal)) write.Properties[name] = value?.DeepClone();
            // Left out, it is what it was; given, it has to be that.
            else if (write.Properties[name] is null) write.Properties[name] = value?.DeepClone();
        }
    }

    public override void Check(AssetWrite write)
    {
        JobDefinition.Check(write.Properties, write.Workspace, write.Id.Name);
        foreach (var name in Immutable)
        {
            write.RequireSame(name,
                $"The run '{write.Id.Name}' exists already. Only its tags, description, displayName and isArchived may change, "
                    + $"not {name}.");
        }
    }

    public override void Complete(PutContext put, JsonObject computed) => computed.Set("properties.status",
        put.Existing is { } existing ? Views.Written(put.Cloud, existing).Text("properties.status") : JobTimeline.First);

    public override void Show(ResourceId id, JsonObject properties, JsonObject resource, WorkspaceAssets workspace)
    {
        Default(properties, "description", null);
        Default(properties, "tags", new JsonObject());
        Default(properties, "properties", new JsonObject());
        Default(properties, "displayName", id.Name);
        Default(properties, "experimentName", "Default");
        Default(properties, "isArchived", false);
        Default(properties, "status", JobTimeline.First);
        Default(properties, "services", Services(id, workspace));
        foreach (var (_, input) in properties["inputs"] as JsonObject ?? [])
        {
            if (input is JsonObject json && json["uri"] is not null) json["mode"] ??= "ReadOnlyMount";
        }

        foreach (var (_, output) in properties["outputs"] as JsonObject ?? [])
        {
            if (output is JsonObject json) json["mode"] ??= "ReadWriteMount";
        }
    }

    private static JsonObject Services(ResourceId id, WorkspaceAssets workspace) => new()
    {
        ["Tracking"] = new JsonObject { ["jobServiceType"] = "Tracking",
            ["endpoint"] = $"azureml://{workspace.Region}.api.azureml.ms/mlflow/v1.0{workspace.Id}?" },
        ["Studio"] = new JsonObject { ["jobServiceType"] = "Studio",
            ["endpoint"] = $"https://ml.azure.com/runs/{id.Name}?wsid={workspace.Id}" },
    };
}
