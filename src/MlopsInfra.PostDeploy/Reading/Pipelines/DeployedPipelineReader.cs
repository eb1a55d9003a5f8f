using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Components;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.Jobs;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Pipelines;

/// <summary>Reads which pipeline a batch endpoint runs.</summary>
internal static class DeployedPipelineReader
{
    /// <summary>
    /// What a deployment names: a component, a job's file, or a job that ran, which Azure makes a component of.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="deployment">The deployment.</param>
    /// <param name="file">The file it is in.</param>
    /// <param name="name">Name of a component that is made of a job, or written in place.</param>
    public static DefinitionReference<ComponentDefinition>? ReadReference(
        FolderReader folder, YamlMap deployment, string file, string name)
    {
        const string key = "job_definition";
        if (!deployment.Has(key)) return ComponentReader.ReadReference(folder, deployment, "component", file, name);
        if (deployment.Text(key) is not { } text) return null;
        var location = deployment.At(key);
        if (JobReference.FileOf(folder, text, file) is { } path)
        {
            return ComponentReader.Load(folder, path, location) is { } component
                ? new DefinitionReference<ComponentDefinition>(component, null, location) : null;
        }

        return JobReference.Link(folder, text, location) is { } job
            ? new DefinitionReference<ComponentDefinition>(OfJob(name, job), null, location) : null;
    }

    /// <summary>The pipeline of a file: a component, a job with its steps, or a job that runs a component.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="path">The file.</param>
    public static DeployedPipeline? Load(FolderReader folder, string path)
    {
        if (folder.Load(path) is { } map && map.Has("component"))
            return PipelineReader.ReadRun(folder, map, path);
        return ComponentReader.Load(folder, path, null) is PipelineComponent pipeline ? DeployedPipeline.Of(pipeline) : null;
    }

    // The service copies the steps of the job; a component has both names of the key, as `az ml` sends them.
    private static PipelineComponent OfJob(string name, JobLink job)
    {
        var spec = new JsonObject { ["name"] = name, ["type"] = "pipeline", ["jobs"] = new JsonObject(), ["_source"] = "CLASS" }
            .With("sourceJobId", job)
            .With("source_job_id", job);
        return new PipelineComponent(name, job.Location)
        {
            Inputs = [],
            Outputs = [],
            Nodes = [],
            Properties = ComponentReader.PropertiesOf(spec),
        };
    }
}
