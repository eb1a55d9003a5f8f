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

    private const string Collection = "jobs";

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = MachineLearningNames.Asset("Job");

    /// <summary>Only its deletion is long-running.</summary>
    public override LongRunningStyle? LongRunningDelete { get; } = new("operationresults", null, true);

    private static readonly string[] Kinds = ["Pipeline", "Command", "Sweep", "AutoML", "Spark"];
    private static readonly string[] Immutable =
        ["jobType", "componentId", "experimentName", "computeId", "command", "environmentId", "codeId"];

    public override void Check(AssetWrite write)
    {
        CheckDefinition(write.Properties, write.Workspace, write.Id.Name);
        foreach (var name in Immutable)
        {
            write.RequireSame(name,
                $"The run '{write.Id.Name}' exists already. Only its tags, description, displayName and isArchived may change, "
                    + $"not {name}.");
        }
    }

    public override void Complete(PutContext put, JsonObject computed) => computed.Set("properties.status",
        put.Existing is { } existing ? Views.Written(put.Cloud, existing).Text("properties.status") : JobTimeline.First);

    /// <summary>Checks the <c>properties</c> of a job, as a PUT or a schedule has them.</summary>
    public static void CheckDefinition(JsonObject properties, WorkspaceAssets workspace, string job)
    {
        var kind = properties["jobType"].AsText();
        if (!Kinds.Contains(kind, StringComparer.OrdinalIgnoreCase))
            throw Invalid($"The jobType '{kind}' of job '{job}' is none of {string.Join(", ", Kinds)}.");
        JobComputes.Require(properties["computeId"], "computeId", workspace);
        if (kind!.Equals("Pipeline", StringComparison.OrdinalIgnoreCase)) CheckPipeline(properties, workspace, job);
        if (kind.Equals("Command", StringComparison.OrdinalIgnoreCase)) CheckCommand(properties, workspace, job);
    }

    /// <summary>Refuses settings that name a compute or datastore that there is not.</summary>
    public static void CheckSettings(JsonObject? settings, WorkspaceAssets workspace)
    {
        JobComputes.Require(settings?["default_compute"], "settings.default_compute", workspace);
        if (settings?["default_datastore"].AsText() is { Length: > 0 } datastore
            && workspace.FindChild("datastores", datastore) is null)
        {
            throw MachineLearningErrors.Reference("settings.default_datastore", datastore, "DatastoreNotFound");
        }
    }

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

    private static void CheckPipeline(JsonObject properties, WorkspaceAssets workspace, string job)
    {
        CheckSettings(properties["settings"] as JsonObject, workspace);
        var inputs = properties["inputs"] as JsonObject ?? [];
        if (properties["componentId"].AsText() is { Length: > 0 } reference)
        {
            var component = workspace.Resolve(reference, "components")
                ?? throw MachineLearningErrors.Reference("componentId", reference, "ComponentNotFound");
            JobInputs.Check(inputs, component.Interface, workspace);
            return;
        }

        JobInputs.Check(inputs, null, workspace);
        PipelineGraph.Check(properties, job, workspace, isJob: true);
    }

    private static void CheckCommand(JsonObject properties, WorkspaceAssets workspace, string job)
    {
        if (properties["command"].AsText() is not { Length: > 0 })
            throw Invalid($"The job '{job}' has no command.");
        var environment =
            properties["environmentId"].AsText() ?? throw Invalid($"The job '{job}' has no environmentId.");
        if (workspace.Resolve(environment, "environments") is null)
            throw MachineLearningErrors.Reference("environmentId", environment, "EnvironmentNotFound");
        if (properties["codeId"].AsText() is { } code && workspace.Resolve(code, "codes") is null)
        {
            throw MachineLearningErrors.Reference("codeId", code, "CodeNotFound");
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
