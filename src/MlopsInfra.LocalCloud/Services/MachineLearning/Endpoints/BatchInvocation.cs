using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;
using MlopsInfra.LocalCloud.Store;
using static MlopsInfra.LocalCloud.Services.MachineLearning.MachineLearningErrors;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints;

/// <summary>A checked call of a batch endpoint.</summary>
internal sealed class BatchInvocation
{
    /// <summary>The property of a job that says which deployment it is of. Azure has no such one.</summary>
    public const string Deployment = "localcloud.deploymentId";

    private static readonly Dictionary<string, string> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UriFile"] = "uri_file",
        ["UriFolder"] = "uri_folder",
        ["Literal"] = "literal",
        ["MLFlowModel"] = "mlflow_model",
        ["CustomModel"] = "custom_model",
    };

    private readonly JsonObject _inputs;
    private readonly JsonObject _outputs;
    private readonly JsonObject _settings;
    private readonly string _component;
    private readonly JsonObject _properties;
    private readonly JsonObject _tags;
    private readonly WorkspaceAssets _workspace;

    private BatchInvocation(JsonObject inputs, JsonObject outputs, JsonObject settings, string component, JsonObject call,
        WorkspaceAssets workspace)
    {
        (_inputs, _outputs, _settings, _component, _workspace) = (inputs, outputs, settings, component, workspace);
        _properties = Texts(call, "properties");
        _tags = Texts(call, "tags");
    }

    /// <summary>Reads a call and holds it against the deployment's component.</summary>
    /// <exception cref="ArmException">It does not fit.</exception>
    public static BatchInvocation Read(JsonObject body, JsonObject deployment, WorkspaceAssets workspace)
    {
        var properties = JobInputs.Member(body, "properties") as JsonObject ?? throw Invalid("The body has no 'properties'.");
        var configuration = deployment["properties"]?["deploymentConfiguration"];
        var reference = configuration?["componentId"]?["assetId"].AsText()
            ?? throw Invalid("The local cloud invokes deployments of pipeline components only.");
        var component = workspace.Resolve(reference, "components")
            ?? throw MachineLearningErrors.Reference("The deployment", reference, "ComponentNotFound");
        var spec = component.Interface;
        var inputs = Ports(JobInputs.Member(properties, "InputData") as JsonObject, "JobInputType", "jobInputType");
        var outputs = Ports(JobInputs.Member(properties, "OutputData") as JsonObject, "JobOutputType", "jobOutputType");
        JobInputs.Check(inputs, spec, workspace);
        foreach (var (name, _) in outputs)
        {
            if (spec?["outputs"] is JsonObject declared && !declared.ContainsKey(name))
                throw Invalid($"The component has no output '{name}'.");
        }

        var settings = configuration?["settings"]?.DeepClone() as JsonObject ?? [];
        return new BatchInvocation(inputs, outputs, settings, component.Id, properties, workspace);
    }

    /// <summary>The run, as the job that <c>GET .../jobs/{name}</c> shows.</summary>
    /// <param name="deployment">The deployment that is invoked.</param>
    /// <param name="now">When.</param>
    public JsonObject ToJob(ResourceId deployment, DateTimeOffset now) => new()
    {
        ["properties"] = new JsonObject
        {
            ["jobType"] = "Pipeline",
            ["status"] = JobTimeline.First,
            ["componentId"] = _component,
            ["experimentName"] = _properties["experimentName"].AsText() ?? "Default",
            ["inputs"] = _inputs.DeepClone(),
            ["outputs"] = _outputs.DeepClone(),
            ["jobs"] = new JsonObject(),
            ["settings"] = _settings.DeepClone(),
            ["tags"] = With(_tags, ("azureml.deploymentname", deployment.Name)),
            ["properties"] = With(_properties, ("azureml.runsource", "azureml.PipelineRun"), ("runSource", "BatchDeployment"),
                ("azureml.pipelineComponent", "pipelinerun"), (Deployment, deployment.Value)),
            ["isArchived"] = false,
        },
        ["systemData"] = new JsonObject { ["createdAt"] = now.ToString("O"), ["createdByType"] = "Application" },
    };

    /// <summary>The answer to the call; its id has, as in Azure, no endpoint in it.</summary>
    public JsonObject ToAnswer(ResourceId job, string deployment) => new()
    {
        ["id"] = $"{_workspace.Id}/batchEndpoints//jobs/{job.Name}",
        ["name"] = job.Name,
        ["type"] = $"{BatchEndpointResource.TypeName}/jobs",
        ["properties"] = new JsonObject
        {
            ["provisioningState"] = "Succeeded",
            ["status"] = JobTimeline.First,
            ["inputData"] = _inputs.DeepClone(),
            ["outputData"] = _outputs.DeepClone(),
            ["tags"] = With(_tags, ("azureml.deploymentname", deployment)),
            ["interactionEndpoints"] = new JsonObject
            {
                ["Studio"] = new JsonObject { ["jobEndpointType"] = "Studio",
                    ["endpoint"] = $"https://ml.azure.com/runs/{job.Name}?wsid={_workspace.Id}" },
            },
            ["name"] = $"run_{job.Name[..8]}",
        },
    };

    // Tags and properties of a run are texts.
    private static JsonObject Texts(JsonObject call, string member)
    {
        var texts = new JsonObject();
        foreach (var (name, value) in JobInputs.Member(call, member) as JsonObject ?? [])
            texts[name] = value.AsText() ?? throw Invalid($"'{member}.{name}' of the call is no string.");
        return texts;
    }

    private static JsonObject With(JsonObject texts, params (string Name, string Value)[] more)
    {
        var all = texts.DeepClone().AsObject();
        foreach (var (name, value) in more) all[name] = value;
        return all;
    }

    // Names of members come in any case; names of inputs are exact.
    private static JsonObject Ports(JsonObject? given, string kindMember, string shownMember)
    {
        var ports = new JsonObject();
        foreach (var (name, value) in given ?? [])
        {
            var kind = JobInputs.Member(value, kindMember).AsText() ?? "";
            if (!Kinds.TryGetValue(kind, out var shown))
                throw Invalid($"'{name}' has the {kindMember} '{kind}', which is none of {string.Join(", ", Kinds.Keys)}.");
            var port = new JsonObject { [shownMember] = shown };
            if (JobInputs.Member(value, "Uri") is { } uri) port["uri"] = uri.DeepClone();
            if (JobInputs.Member(value, "Value") is { } literal) port["value"] = literal.ToString();
            if (JobInputs.Member(value, "Mode") is { } mode) port["mode"] = mode.DeepClone();
            ports[name] = port;
        }

        return ports;
    }
}
