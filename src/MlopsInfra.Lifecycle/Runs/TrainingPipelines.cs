using System.Text.Json.Nodes;
using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Runs;

/// <summary>Finds the training pipeline that is published.</summary>
/// <param name="environment">The environment.</param>
internal sealed class TrainingPipelines(LifecycleEnvironment environment)
{
    /// <summary>The code for an environment in which no pipeline is published.</summary>
    public const string NotPublishedCode = "PipelineNotPublished";

    /// <summary>The code for a batch endpoint that runs a model, and no pipeline.</summary>
    public const string NoPipelineCode = "NoPipeline";

    // What a job in the folder that was published gives its inputs is kept with the deployment (docs/post-deploy.md).
    private const string GivenPrefix = "mlops.input.";

    /// <summary>Finds it, by the batch endpoint's default deployment.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">None is published, or Azure refuses.</exception>
    public Task<TrainingPipeline> FindAsync(CancellationToken cancellationToken) => LifecycleEnvironment.GuardAsync(
        $"looking for the training pipeline of {environment.Name}", () => ReadAsync(cancellationToken), cancellationToken);

    private async Task<TrainingPipeline> ReadAsync(CancellationToken cancellationToken)
    {
        var endpoint = environment.Outputs.BatchEndpointName;
        var shown = await GetAsync($"batchEndpoints/{endpoint}");
        if ((string?)shown?["properties"]?["defaults"]?["deploymentName"] is not { Length: > 0 } name)
            throw NotPublished(shown is null ? $"there is no batch endpoint '{endpoint}'" : $"'{endpoint}' has no deployment");
        var deployment = (await GetAsync($"batchEndpoints/{endpoint}/deployments/{name}"))?["properties"]
            ?? throw NotPublished($"'{endpoint}' has no deployment '{name}'");
        var configuration = deployment["deploymentConfiguration"];
        if ((string?)configuration?["componentId"]?["assetId"] is not { } component)
        {
            throw new LifecycleException(NoPipelineCode,
                $"The deployment '{name}' of '{endpoint}' in {environment.Name} runs a model, and no pipeline.");
        }

        // Of a registry's component the interface can't be had here: the service checks its inputs.
        var spec = component.StartsWith('/')
            ? (await environment.Arm.FindAsync(environment.Arm.Url(component, ApiVersions.MachineLearning), cancellationToken))?[
                "properties"]?["componentSpec"] : null;
        return new TrainingPipeline(endpoint, name, component)
        {
            Inputs = TrainingPipeline.InputsOf(spec),
            Outputs = TrainingPipeline.OutputsOf(spec),
            Given = (deployment["properties"] as JsonObject ?? [])
                .Where(property => property.Key.StartsWith(GivenPrefix, StringComparison.Ordinal))
                .ToDictionary(property => property.Key[GivenPrefix.Length..], property => property.Value?.ToString() ?? "",
                    StringComparer.Ordinal),
            Settings = configuration["settings"]?.DeepClone() as JsonObject ?? [],
        };

        Task<JsonObject?> GetAsync(string path) =>
            environment.Arm.FindAsync(environment.InWorkspace(path), cancellationToken);
    }

    private LifecycleException NotPublished(string why) => new(NotPublishedCode,
        $"No training pipeline is published in {environment.Name}: {why}. 'mlops publish {environment.Name}' publishes it.");
}
