using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Components;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Reading.Steps;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Pipelines;

/// <summary>Reads pipeline components, and pipeline jobs, which are published as the component that they describe.</summary>
internal static class PipelineReader
{
    /// <param name="folder">The folder.</param>
    /// <param name="map">The pipeline.</param>
    /// <param name="file">The file it is in.</param>
    /// <param name="placeName">Its name if it is written in place; null if it has a file of its own.</param>
    public static PipelineComponent ReadComponent(FolderReader folder, YamlMap map, string file, string? placeName = null)
    {
        const string what = "a pipeline component";
        var name = placeName ?? AssetName.OfComponent(map, file);
        var source = new ComponentSource(folder, map, file, what)
        {
            Inputs = InterfaceReader.ReadInputs(map),
            Outputs = InterfaceReader.ReadOutputs(map),
        };
        var component = Build(source, name, job: null);
        map.Flag("is_deterministic");
        map.Ignore("name", "version", "type");
        ComponentReader.KeepOthers(component, map, what);
        WiringCheck.Run(component, map);
        return component;
    }

    /// <summary>
    /// A pipeline job as a component: literals become defaults of inputs of their type; data becomes an input that a run gives.
    /// </summary>
    public static ComponentDefinition? ReadJob(FolderReader folder, YamlMap map, string file)
    {
        const string what = "a pipeline job";
        if (map.Has("component"))
        {
            if (ReadRun(folder, map, file) is not { Component.Remote: var remote } run) return null;
            if (run.Local is { } local) return local with { Job = run.Job };
            if (remote is null) return null;
            map.Error(map.At("component"),
                $"'{run.Name}' is registered already: name it as 'component' of the deployment itself");
            return null;
        }

        var name = AssetName.OfJob(map, file);
        var job = PipelineJobReader.Read(folder, map, file);
        var source = new ComponentSource(folder, map, file, what)
        {
            Inputs = [.. job.Inputs.Select(input => ToInput(input.Key, input.Value))],
            Outputs = [.. job.Outputs.Select(output => ToOutput(output.Key, output.Value))],
        };
        var component = Build(source, name, job);
        map.NoOthers(what);
        WiringCheck.Run(component, map);
        return component;
    }

    /// <summary>
    /// A pipeline job that runs a component: the endpoint runs that component, with the settings of the job. What the job gives
    /// its inputs, a run of the endpoint has to give.
    /// </summary>
    public static DeployedPipeline? ReadRun(FolderReader folder, YamlMap map, string file)
    {
        const string what = "a pipeline job";
        if (map.Has("jobs"))
        {
            map.Error(map.At("jobs"), "a pipeline job has 'jobs' or 'component', and not both");
            return null;
        }

        var name = AssetName.OfJob(map, file);
        var component = ComponentReader.ReadReference(folder, map, "component", file, name);
        var job = PipelineJobReader.Read(folder, map, file);
        map.Ignore("component");
        map.NoOthers(what);
        if (component is { Local: { } other and not PipelineComponent })
        {
            map.Error(map.At("component"),
                $"'{other.Name}' is a {other.Type} component; a pipeline job runs a pipeline component");
            return null;
        }

        return component is null
            ? null : new DeployedPipeline(component.Local?.Name ?? component.Remote?.Name ?? name, component) { Job = job };
    }

    private static PipelineComponent Build(ComponentSource source, string name, PipelineJob? job)
    {
        var spec = ComponentReader.SpecOf(source, "pipeline", name, "YAML.COMPONENT");
        // A job's schema and tags are those of a run.
        if (job is not null) spec.Remove("$schema");
        var context = new PipelineContext(source.Folder, source.File, name, job is not null)
        {
            Inputs = source.Inputs,
            Outputs = source.Outputs,
        };
        var nodes = StepReader.Read(source.Map, context);
        var jobs = new JsonObject();
        foreach (var node in nodes) jobs[node.Name] = node.Content;
        spec["jobs"] = jobs;
        var inputs = job is null ? OptionalInputs.Infer(source.Inputs, nodes) : AddressInputs.Infer(source.Inputs, nodes);
        foreach (var input in inputs) spec["inputs"]![input.Name] = input.InSpec();
        return new PipelineComponent(name, source.Map.Location)
        {
            Inputs = inputs,
            Outputs = source.Outputs,
            Nodes = nodes,
            Description = source.Map.Text("description"),
            Job = job,
            Properties = ComponentReader.PropertiesOf(spec),
        };
    }

    private static InputDefinition ToInput(string name, InputBinding given) => new(name, given.Type, given.Location)
    {
        Default = given.Value,
        Mode = given.Mode,
    };

    private static OutputDefinition ToOutput(string name, OutputBinding given) =>
        new(name, given.Type ?? "uri_folder", given.Location)
        {
            // `mount` is how older schemas of jobs call it; those of components never did.
            Mode = given.Mode == "mount" ? "rw_mount" : given.Mode,
        };
}
