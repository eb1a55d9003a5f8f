using MlopsInfra.Contract;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>
/// Which of the environment's batch endpoints a folder is about. The real names differ from environment to environment, so that
/// files call the endpoint of batch scoring <c>batch-scoring</c>; a file may name it by its real name as well. Any other name is
/// the training pipeline's endpoint.
/// </summary>
internal static class BatchEndpointChoice
{
    /// <summary>What files call the endpoint of the pipeline that scores files.</summary>
    public const string Scoring = "batch-scoring";

    /// <summary>The endpoint's name in the environment.</summary>
    /// <param name="contents">The folder.</param>
    /// <param name="outputs">The environment.</param>
    /// <exception cref="PipelineFolderException">The files are about both, or about one that there is none of.</exception>
    public static string NameOf(FolderContents contents, EnvironmentOutputs outputs)
    {
        var errors = new ErrorList();
        string? chosen = null;
        foreach (var (name, location) in NamedIn(contents))
        {
            if (IsScoring(name, outputs) && outputs.BatchScoringEndpointName is null)
            {
                errors.Add(location, $"'{name}' is the endpoint of batch scoring, and '{outputs.Environment}' has "
                    + "none: the output 'batchScoringEndpointName' is missing. Deploy the environment once more before");
                continue;
            }

            var endpoint = IsScoring(name, outputs) ? outputs.BatchScoringEndpointName! : outputs.BatchEndpointName;
            chosen ??= endpoint;
            if (endpoint != chosen)
                errors.Add(location, $"'{name}' is the batch endpoint '{endpoint}', and other files are about '{chosen}': "
                    + "publish one after the other, each with its own deployments");
        }

        errors.ThrowIfAny();
        return chosen ?? outputs.BatchEndpointName;
    }

    private static bool IsScoring(string name, EnvironmentOutputs outputs) =>
        name.Equals(Scoring, StringComparison.OrdinalIgnoreCase)
        || name.Equals(outputs.BatchScoringEndpointName, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<(string Name, SourceLocation Location)> NamedIn(FolderContents contents)
    {
        if (contents.Deployment is { EndpointName: { } endpoint } deployment) yield return (endpoint, deployment.Location);
        foreach (var model in contents.ModelDeployments)
            if (model.EndpointName is { } name) yield return (name, model.Location);
        if (contents.Endpoint is { } described) yield return (described.Name, described.Location);
    }
}
