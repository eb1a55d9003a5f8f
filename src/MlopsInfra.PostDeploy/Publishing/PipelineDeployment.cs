using System.Text.Json.Nodes;
using MlopsInfra.Contract;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>Writes the deployment of the pipeline.</summary>
internal static class PipelineDeployment
{
    /// <summary>Marks deployments of a pipeline. The value is the pipeline's name.</summary>
    public const string OwnerTag = "mlops-pipeline";

    /// <param name="contents">The folder.</param>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="outputs">The environment.</param>
    public static BatchDeployment Of(FolderContents contents, DeployedPipeline pipeline, EnvironmentOutputs outputs)
    {
        var settings =
            (contents.Deployment?.Settings ?? new PipelineSettings()).Or(pipeline.Job?.DeployedSettings
                ?? new PipelineSettings());
        var tags = new JsonObject { [OwnerTag] = pipeline.Name };
        foreach (var (name, value) in contents.Deployment?.Tags ?? new Dictionary<string, string>()) tags[name] = value;
        var configuration = new JsonObject
        {
            ["deploymentConfigurationType"] = "PipelineComponent",
            ["componentId"] = pipeline.Reference,
            ["settings"] = Settings(settings, pipeline.Component.Location),
        };
        var content = new JsonObject
        {
            ["location"] = outputs.Location,
            ["tags"] = tags,
            ["properties"] = new JsonObject { ["deploymentConfiguration"] = configuration }
                .With("description", contents.Deployment?.Description ?? pipeline.Local?.Description)
                .With("properties", pipeline.GivenInputs),
        };
        return new BatchDeployment(contents.Deployment?.Name ?? pipeline.Name, OwnerTag, pipeline.Name, content);
    }

    /// <summary>A map of text; computes and datastores by their bare names, as Azure's samples have it.</summary>
    private static JsonObject Settings(PipelineSettings settings, SourceLocation location) =>
        new JsonObject()
            .With("default_compute",
                new ComputeLink(settings.DefaultCompute ?? new ComputeReference(null, null, IsOfJob: false, location),
                    bare: true))
            .With("default_datastore", settings.DefaultDatastore)
            .With("continue_on_step_failure", Text(settings.ContinueOnStepFailure))
            .With("force_rerun", Text(settings.ForceRerun));

    private static string? Text(bool? flag) => flag is { } value ? (value ? "True" : "False") : null;
}
