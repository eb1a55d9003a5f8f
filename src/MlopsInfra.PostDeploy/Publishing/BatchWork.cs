using System.Text.Json.Nodes;
using MlopsInfra.Contract;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>The environment's batch endpoint with the deployments that are published behind it.</summary>
internal sealed class BatchWork
{
    private readonly BatchEndpointDefinition? _definition;

    /// <param name="contents">The folder.</param>
    /// <param name="graph">The assets of the folder.</param>
    /// <param name="outputs">The environment.</param>
    /// <param name="endpoint">What a GET of the endpoint showed; null if there is none.</param>
    /// <param name="found">The deployments that it has.</param>
    public BatchWork(FolderContents contents, AssetGraph graph, EnvironmentOutputs outputs, JsonObject? endpoint,
        IReadOnlyList<JsonObject> found)
    {
        _definition = contents.Endpoint;
        Endpoint = new EndpointWork(outputs.BatchEndpointName, outputs.Location, contents.Endpoint, endpoint);
        var wanted = contents.ModelDeployments.Select(model => BatchDeployment.Of(model, outputs.Location));
        if (contents.Deployed is { } pipeline) wanted = wanted.Prepend(PipelineDeployment.Of(contents, pipeline, outputs));
        Deployments = [.. wanted.Select(deployment => new BatchDeploymentWork(deployment, graph, found))];
        // What endpoint.yml says counts, then the pipeline. Of several models none is more than another.
        Default = Deployments.FirstOrDefault(deployment => deployment.FileName == _definition?.DefaultDeployment)
            ?? (contents.Deployed is not null || Deployments.Count == 1 ? Deployments[0] : null);
        var published = Deployments.Select(deployment => deployment.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        PreviousDeployment = Default?.After(Endpoint.DefaultDeployment, published).Kept;
        Pruned = [.. Deployments.SelectMany(deployment => deployment.After(Endpoint.DefaultDeployment, published).Pruned)
            .Distinct().Where(name => name != PreviousDeployment)];
    }

    public EndpointWork Endpoint { get; }

    public IReadOnlyList<BatchDeploymentWork> Deployments { get; }

    /// <summary>The one that becomes the endpoint's default; null if its default stays what it is.</summary>
    public BatchDeploymentWork? Default { get; }

    /// <summary>The deployment that is kept for a rollback; null if there is none.</summary>
    public string? PreviousDeployment { get; }

    /// <summary>Older deployments that go.</summary>
    public IReadOnlyList<string> Pruned { get; }

    /// <summary>What the deployments need that are written.</summary>
    public IEnumerable<Asset> Needs => Deployments.Where(deployment => deployment.IsMissing)
        .SelectMany(deployment => deployment.Needs);

    /// <summary>What is published, for the plan.</summary>
    public IEnumerable<PublishedAsset> Assets => Deployments
        .Select(deployment => new PublishedAsset(PublishKind.Deployment, deployment.Name, deployment.Hash, deployment.Op))
        .Prepend(new PublishedAsset(PublishKind.Endpoint, Endpoint.Name, null, Endpoint.Op(Default?.Name)));

    /// <summary>Says where nobody decided which deployment is invoked.</summary>
    /// <param name="contents">The folder.</param>
    public IEnumerable<PipelineError> Warnings(FolderContents contents)
    {
        if (Deployments.Count == 0 || Default is not null || Endpoint.DefaultDeployment is not null) yield break;
        yield return new PipelineError(contents.ModelDeployments[0].Location,
            $"the batch endpoint '{Endpoint.Name}' has no default deployment, and several are published: name one as "
            + "'defaults.deployment_name' in the endpoint's file (endpoint.yml)");
    }
}
