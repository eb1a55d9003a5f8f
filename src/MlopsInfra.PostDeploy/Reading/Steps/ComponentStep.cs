using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Components;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Steps;

/// <summary>A step that runs a component: a registered one, one from a file, or one that is written in place.</summary>
/// <param name="name">The type, as YAML has it.</param>
internal abstract class ComponentStep(string name) : StepType(name)
{
    /// <summary>The type of a component that is written in place; null if this type of step takes none.</summary>
    protected virtual ComponentType? InPlace => null;

    /// <summary>Of what type its component is.</summary>
    protected virtual string ComponentType => Name;

    public override PipelineNode Read(StepSource step)
    {
        var component = step.Component ?? (step.Map.Has(ComponentKey!) ? null : Unnamed(step));
        var content = Common(step);
        content["_source"] = SourceOf(step, component);
        if (component is { Local: not null } or { Remote: not null })
            Refer(content, AssetLink.To(component, AssetForm.Id).ToNode());
        if (component?.Local is { } local && local.Type != ComponentType)
        {
            step.Map.Error(component.Location,
                $"{step.What} is of the type '{Name}', but '{local.Name}' is a {local.Type} component");
        }

        ReadBindings(step, component?.Local, content);
        Read(step with { Component = component }, content);
        // Where the component could not be read, which keys belong to the step is not known either.
        if (component is not null) UnknownKeys.Keep(step.Map, step.What, content);
        return new PipelineNode(step.Name, Name, component ?? DefinitionReference<ComponentDefinition>.Broken(step.Map.Location),
            step.Map.Location)
        {
            Content = content,
            Inputs = step.Inputs,
            Outputs = step.Outputs,
            Gives = [.. Gives(step)],
        };
    }

    /// <summary>Writes which component the step runs.</summary>
    /// <param name="content">Takes it.</param>
    /// <param name="component">Its id.</param>
    protected virtual void Refer(JsonObject content, JsonNode component) => content["componentId"] = component;

    /// <summary>What the step gives to inputs beside what is written at them.</summary>
    protected virtual IEnumerable<(string Step, string? Input)> Gives(StepSource step) => [];

    /// <summary>Reads the keys of this type of step.</summary>
    /// <param name="step">The step as it is written.</param>
    /// <param name="content">Takes the properties, with links.</param>
    protected abstract void Read(StepSource step, JsonObject content);

    /// <summary>What the steps of every type have.</summary>
    protected JsonObject Common(StepSource step)
    {
        var map = step.Map;
        map.Ignore("type", "name", "inputs", "outputs", "description", "$schema", "version", "experiment_name");
        return new JsonObject { ["name"] = step.Name, ["type"] = Name }
            .With("display_name", map.Text("display_name"))
            .With("comment", map.Text("comment"))
            .With("tags", Tags.Read(map))
            .With("properties", map.Json("properties"))
            .With("computeId", StepFields.Compute(step));
    }

    /// <summary>The inputs and outputs of a step.</summary>
    protected static void ReadBindings(StepSource step, ComponentDefinition? component, JsonObject content)
    {
        var inputs = new JsonObject();
        foreach (var (name, binding) in step.Inputs)
        {
            // What the component does not have is left out, as by `az ml`.
            if (!binding.IsOpen && (component is null || component.Input(name) is not null)) inputs[name] = binding.InStep();
        }

        var outputs = new JsonObject();
        foreach (var (name, binding) in step.Outputs) outputs.With(name, binding.InStep(component?.Output(name)?.Type));
        if (inputs.Count > 0) content["inputs"] = inputs;
        if (outputs.Count > 0) content["outputs"] = outputs;
    }

    /// <summary>The component of a step that names none: what its keys describe; null, with an error, if they don't.</summary>
    protected virtual DefinitionReference<ComponentDefinition>? Unnamed(StepSource step)
    {
        if (InPlace is not { } type || !type.Describes(step.Map))
        {
            step.Map.Error(step.Map.Location, $"{step.What} needs 'component'{step.Map.Meant("component")}");
            return null;
        }

        var source = new ComponentSource(step.Folder, step.Map, step.File, $"a {type.Name} step")
        {
            Inputs = [.. step.Inputs.Select(input => step.Pipeline.Declare(input.Key, input.Value))],
            Outputs = [.. step.Outputs.Select(output => step.Pipeline.Declare(output.Key, output.Value))],
        };
        var component = ComponentReader.Build(source, type, step.PlaceName, "YAML.JOB");
        // The display name is that of the step.
        component.Properties["componentSpec"]!.AsObject().Remove("display_name");
        return new DefinitionReference<ComponentDefinition>(component, null, step.Map.Location);
    }

    /// <summary>How Azure calls the place that a component was read from.</summary>
    private static string SourceOf(StepSource step, DefinitionReference<ComponentDefinition>? component) =>
        component?.Remote is { } remote
            ? step.Component is null ? "BUILTIN"
                : remote.Text.StartsWith("azureml://registries/", StringComparison.Ordinal)
                ? "REMOTE.REGISTRY" : "REMOTE.WORKSPACE.COMPONENT"
            : step.Component is null
                || step.Map.Node(step.Type.ComponentKey!) is not YamlDotNet.RepresentationModel.YamlScalarNode file
                || file.Value!.StartsWith("file:", StringComparison.Ordinal)
                ? "YAML.JOB" : "YAML.COMPONENT";
}
