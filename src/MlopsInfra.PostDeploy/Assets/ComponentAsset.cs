using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Assets;

/// <summary>A component. Its envelope is camelCase, its spec snake_case; the spec repeats name and version.</summary>
internal abstract class ComponentAsset : Asset
{
    private readonly ComponentDefinition _definition;

    protected ComponentAsset(ComponentDefinition definition, IReadOnlyList<Asset> needs)
        : base(definition.Name, needs)
    {
        _definition = definition;
    }

    public override string Collection => "components";

    public override JsonObject Properties(string workspaceId, string version) =>
        new JsonObject
        {
            ["isAnonymous"] = false,
            ["isArchived"] = false,
            ["componentSpec"] = Spec(workspaceId, version),
        }
        .With("description", _definition.Description)
        .With("tags", TagsOf(_definition.Tags));

    /// <summary>What the type of component adds to its spec.</summary>
    protected abstract void AddTo(JsonObject spec, string workspaceId);

    private JsonObject Spec(string workspaceId, string version)
    {
        var spec = new JsonObject()
            .With("$schema", _definition.Schema)
            .With("name", _definition.Name)
            .With("version", version)
            .With("display_name", _definition.DisplayName)
            .With("description", _definition.Description)
            .With("tags", TagsOf(_definition.Tags))
            .With("type", _definition.Type)
            .With("is_deterministic", _definition.IsDeterministic);
        spec["inputs"] = Inputs();
        spec["outputs"] = Outputs();
        AddTo(spec, workspaceId);
        spec["_source"] = "YAML.COMPONENT";
        return spec;
    }

    private JsonObject Inputs()
    {
        var inputs = new JsonObject();
        foreach (var input in _definition.Inputs)
        {
            inputs[input.Name] = new JsonObject { ["type"] = input.Type }
                .With("optional", input.Optional ? true : null)
                .With("default", input.Default)
                .With("min", input.Min)
                .With("max", input.Max)
                .With("mode", input.Mode)
                .With("enum",
                    input.Enum.Count == 0 ? null : new JsonArray([.. input.Enum.Select(value => JsonValue.Create(value))]))
                .With("description", input.Description);
        }

        return inputs;
    }

    private JsonObject Outputs()
    {
        var outputs = new JsonObject();
        foreach (var output in _definition.Outputs)
        {
            outputs[output.Name] = new JsonObject { ["type"] = output.Type }
                .With("mode", output.Mode)
                .With("description", output.Description);
        }

        return outputs;
    }
}
