using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Reading.Pipelines;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Reading.Steps;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Jobs;

/// <summary>A job that runs a command line in an environment.</summary>
internal sealed class CommandJob() : JobType("command")
{
    public override bool Describes(YamlMap map) => map.Has("command");

    public override JsonObject Read(JobSource source)
    {
        var (folder, map) = (source.Folder, source.Map);
        var content = JobFields.Common(source, "Command", What);
        Run(source, map, What, content)
            .With("limits", StepFields.CommandLimits(map, What) is { } limits ? CamelCase.Of(limits) : null)
            .With("queueSettings", JobFields.Queue(map, What));
        var (inputs, outputs) = (BindingReader.ReadInputs(folder, map, source.File), BindingReader.ReadOutputs(map));
        map.NoOthers(What);
        return JobFields.Bind(content, inputs, outputs, map.Location);
    }

    /// <summary>What is run and where: also the trial of a sweep.</summary>
    /// <param name="source">The job as it is written.</param>
    /// <param name="map">What has the keys.</param>
    /// <param name="what">What errors call it.</param>
    /// <param name="content">Takes the properties.</param>
    public static JsonObject Run(JobSource source, YamlMap map, string what, JsonObject content)
    {
        content["command"] = map.Required("command", what);
        return content
            .With("codeId", CodeReader.Read(source.Folder, map, source.File, AssetForm.Id, withCache: true))
            .With("environmentId", EnvironmentReader.ReadLink(source.Folder, map, source.File, what, AssetForm.Id))
            .With("environmentVariables", Tags.Read(map, "environment_variables") ?? [])
            .With("resources", JobFields.Resources(map, what))
            .With("distribution", JobDistribution.InStep(map, what) is { } distribution ? CamelCase.Of(distribution) : null);
    }
}
