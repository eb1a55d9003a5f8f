using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Components;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Reading.Pipelines;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Jobs;

/// <summary>
/// A job that runs a pipeline: a component, or the one that its own steps are published as. So the job that a schedule runs and
/// the endpoint run the same pipeline.
/// </summary>
internal sealed class PipelineJobType() : JobType("pipeline")
{
    public override bool Describes(YamlMap map) => map.Has("jobs") || map.Has("component");

    public override JsonObject? Read(JobSource source)
    {
        var (folder, map) = (source.Folder, source.Map);
        var hasSteps = map.Has("jobs");
        var component = hasSteps ? OfSteps(source) : OfComponent(source);
        var job = PipelineJobReader.Read(folder, map, source.File);
        map.Ignore("jobs", "component");
        map.NoOthers(What);
        if (component is null) return null;
        if (component.Local is { } local) job = job with { Inputs = Given(local, job, map, folder.Errors) };
        var settings = job.Settings;
        if (job.Compute is null && settings.DefaultCompute is null)
            settings = settings with { DefaultCompute = new ComputeReference(null, null, IsOfJob: false, map.Location) };
        return PipelineJobReader
            .Content(job, PipelineJobReader.Settings(settings, hasSteps ? "YAML.JOB" : "REMOTE.WORKSPACE.JOB", map.Location),
                map.Location)
            .With("componentId", AssetLink.To(component, AssetForm.Id));
    }

    private static DefinitionReference<ComponentDefinition>? OfSteps(JobSource source)
    {
        // A file is read once, whoever names it. What a schedule changes is not in its steps.
        var component = source.IsFile
            ? ComponentReader.Load(source.Folder, source.File, source.Map.Location)
            : PipelineReader.ReadJob(source.Folder, source.Map, source.File);
        return component is null ? null : new DefinitionReference<ComponentDefinition>(component, null, source.Map.Location);
    }

    private DefinitionReference<ComponentDefinition>? OfComponent(JobSource source)
    {
        var map = source.Map;
        if (!map.Has("component"))
        {
            map.Error(map.Location, $"{What} needs 'jobs' or 'component'");
            return null;
        }

        var name = AssetName.Read(map, source.File, What);
        var component = ComponentReader.ReadReference(source.Folder, map, "component", source.File, name);
        if (component?.Local is null or PipelineComponent) return component;
        map.Error(map.At("component"),
            $"'{component.Local.Name}' is a {component.Local.Type} component; a pipeline job runs a pipeline component");
        return null;
    }

    /// <summary>What the job gives the inputs that there are; what it has to give and does not is a mistake.</summary>
    private static Dictionary<string, InputBinding> Given(
        ComponentDefinition component, PipelineJob job, YamlMap map, ErrorList errors)
    {
        foreach (var input in component.Inputs.Where(input => !input.Optional && input.Default is null))
        {
            if (job.Inputs.TryGetValue(input.Name, out var given) && !given.IsOpen) continue;
            errors.Add(given?.Location ?? map.Location,
                $"the job gives the input '{input.Name}' of '{component.Name}' no value, and it has no default");
        }

        foreach (var (name, given) in job.Inputs.Where(given => component.Input(given.Key) is null))
        {
            errors.Warn(given.Location, $"'{component.Name}' has no input '{name}'; it is left out. "
                + $"Inputs: {NameList.Of(component.Inputs.Select(known => known.Name))}");
        }

        return job.Inputs.Where(given => component.Input(given.Key) is not null).ToDictionary();
    }
}
