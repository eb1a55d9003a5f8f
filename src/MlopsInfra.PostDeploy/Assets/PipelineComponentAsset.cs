using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Assets;

/// <summary>A pipeline component.</summary>
internal sealed class PipelineComponentAsset : ComponentAsset
{
    private readonly PipelineComponent _definition;
    private readonly IReadOnlyDictionary<string, AssetLink> _components;
    private readonly Func<DefinitionReference<DataDefinition>, AssetLink> _data;

    /// <param name="definition">The pipeline.</param>
    /// <param name="components">What its steps run, by name of the step.</param>
    /// <param name="data">Finds a data asset that a step is given.</param>
    public PipelineComponentAsset(
        PipelineComponent definition, IReadOnlyDictionary<string, AssetLink> components,
        Func<DefinitionReference<DataDefinition>, AssetLink> data)
        : base(definition, Needed(definition, components, data))
    {
        _definition = definition;
        _components = components;
        _data = data;
    }

    public override PublishKind Kind => PublishKind.Pipeline;

    protected override void AddTo(JsonObject spec, string workspaceId)
    {
        var jobs = new JsonObject();
        foreach (var node in _definition.Nodes) jobs[node.Name] = Node(node, workspaceId);
        spec["jobs"] = jobs;
    }

    private JsonObject Node(PipelineNode node, string workspaceId)
    {
        var json = new JsonObject
        {
            ["name"] = node.Name,
            ["type"] = node.Type,
            ["componentId"] = _components[node.Name].Id(workspaceId),
        };
        json.With("display_name", node.DisplayName).With("computeId", ComputeId(node.Compute, workspaceId));
        if (node.Inputs.Count > 0) json["inputs"] = Inputs(node);
        if (Outputs(node) is { Count: > 0 } outputs) json["outputs"] = outputs;
        return json
            .With("resources", node.Resources)
            .With("limits", node.Limits)
            .With("distribution", node.Distribution)
            .With("environment_variables", TagsOf(node.EnvironmentVariables))
            .With("_source", "REMOTE.WORKSPACE.COMPONENT");
    }

    private JsonObject Inputs(PipelineNode node)
    {
        var inputs = new JsonObject();
        foreach (var (name, binding) in node.Inputs)
        {
            inputs[name] = binding.Value is { } value
                ? new JsonObject { ["job_input_type"] = "literal", ["value"] = value }.With("mode",
                    InputMode.ToRest(binding.Mode))
                : new JsonObject
                {
                    ["job_input_type"] = binding.Type,
                    ["uri"] = binding.Asset is { } asset ? _data(asset).AsUri() : binding.Path,
                }.With("mode", InputMode.ToRest(binding.Mode));
        }

        return inputs;
    }

    private static JsonObject Outputs(PipelineNode node)
    {
        var outputs = new JsonObject();
        foreach (var (name, binding) in node.Outputs)
        {
            if (binding is { Expression: null, Type: null, Mode: null, Path: null }) continue;
            outputs[name] = binding.Expression is { } expression
                ? new JsonObject { ["type"] = "literal", ["value"] = expression }.With("mode", InputMode.ToRest(binding.Mode))
                : new JsonObject { ["job_output_type"] = binding.Type ?? "uri_folder" }
                    .With("uri", binding.Path).With("mode", InputMode.ToRest(binding.Mode));
        }

        return outputs;
    }

    private static JsonNode? ComputeId(string? compute, string workspaceId) => compute switch
    {
        null => null,
        "serverless" => compute,
        _ => $"{workspaceId}/computes/{compute}",
    };

    private static IReadOnlyList<Asset> Needed(
        PipelineComponent definition, IReadOnlyDictionary<string, AssetLink> components,
        Func<DefinitionReference<DataDefinition>, AssetLink> data) =>
    [
        .. components.Values
            .Concat(definition.Nodes.SelectMany(node => node.Inputs.Values).Select(input => input.Asset)
                .OfType<DefinitionReference<DataDefinition>>().Select(data))
            .Select(link => link.Asset)
            .OfType<Asset>()
            .Distinct(),
    ];
}
