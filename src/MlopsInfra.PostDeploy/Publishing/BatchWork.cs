using System.Text.Json.Nodes;
using MlopsInfra.Contract;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>A batch endpoint of the environment with the deployments that are published behind it.</summary>
internal sealed class BatchWork
{
    /// <param name="contents">The folder.</param>
    /// <param name="graph">The assets of the folder.</param>
    /// <param name="outputs">The environment.</param>
    /// <param name="name">The endpoint's name in the environment.</param>
    /// <param name="endpoint">What a GET of the endpoint showed; null if there is none.</param>
    /// <param name="found">The deployments that it has.</param>
    public BatchWork(FolderContents contents, AssetGraph graph, EnvironmentOutputs outputs, string name, JsonObject? endpoint,
        IReadOnlyList<JsonObject> found)
    {
        Endpoint = new EndpointWork(name, outputs.Location, contents.Endpoint, endpoint);
        var wanted = contents.ModelDeployments.Select(model => BatchDeployment.Of(model, outputs.Location));
        if (contents.Deployed is { } pipeline) wanted = wanted.Prepend(PipelineDeployment.Of(contents, pipeline, outputs));
        Deployments = [.. wanted.Select(deployment => new BatchDeploymentWork(deployment, graph, found))];
        // What endpoint.yml says counts, then the pipeline. Of several models none is more than another.
        var named = contents.Endpoint?.DefaultDeployment;
        var kept = found.Select(BatchDeploymentWork.NameOf).FirstOrDefault(name => name == named);
        var chosen = Deployments.FirstOrDefault(deployment => deployment.FileName == named)
            ?? (kept is null && (contents.Deployed is not null || Deployments.Count == 1) ? Deployments[0] : null);
        Default = chosen?.Name ?? kept;
        var published = Deployments.Select(deployment => deployment.Name).Concat(kept is null ? [] : [kept])
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        PreviousDeployment = chosen?.After(Endpoint.DefaultDeployment, published).Kept;
        Pruned = [.. Deployments.SelectMany(deployment => deployment.After(Endpoint.DefaultDeployment, published).Pruned)
            .Distinct().Where(name => name != PreviousDeployment)];
        Warnings = [.. WarningsOf(contents, found)];
    }

    public EndpointWork Endpoint { get; }

    public IReadOnlyList<BatchDeploymentWork> Deployments { get; }

    /// <summary>
    /// Name of the deployment that is the endpoint's default from now on: one that is published, or one that is there; null if
    /// the default stays what it is.
    /// </summary>
    public string? Default { get; }

    /// <summary>What the default gives reason to warn of.</summary>
    public IReadOnlyList<PipelineError> Warnings { get; }

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
        .Prepend(new PublishedAsset(PublishKind.Endpoint, Endpoint.Name, null, Endpoint.Op(Default)));

    private IEnumerable<PipelineError> WarningsOf(FolderContents contents, IReadOnlyList<JsonObject> found)
    {
        if (Deployments.Count == 0) yield break;
        if (Default is null && Endpoint.DefaultDeployment is null)
        {
            yield return new PipelineError(contents.ModelDeployments[0].Location,
                $"the batch endpoint '{Endpoint.Name}' has no default deployment, and several are published: name one as "
                + "'defaults.deployment_name' in the endpoint's file (endpoint.yml)");
        }

        // Whoever calls the endpoint, such as the workflow that new data starts, means the pipeline.
        if (contents.Deployed is not null || Default is null || contents.Endpoint?.DefaultDeployment is not null) yield break;
        var before = found.FirstOrDefault(deployment => BatchDeploymentWork.NameOf(deployment) == Endpoint.DefaultDeployment);
        if (before?["tags"]?[PipelineDeployment.OwnerTag]?.GetValue<string>() is not { } pipeline) yield break;
        yield return new PipelineError(contents.ModelDeployments[0].Location,
            $"who calls the batch endpoint '{Endpoint.Name}' runs '{Default}' from now on, and no longer the pipeline "
            + $"'{pipeline}': to keep it, say 'defaults: {{deployment_name: {Endpoint.DefaultDeployment}}}' in the endpoint's "
            + "file "
            + "(endpoint.yml)");
    }
}
