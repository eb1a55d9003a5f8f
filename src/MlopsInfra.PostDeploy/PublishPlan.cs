using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Publishing;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy;

/// <summary>What is registered already and what is missing. Making a plan writes nothing.</summary>
public sealed class PublishPlan
{
    internal PublishPlan(AssetGraph graph, IReadOnlySet<Asset> missing, LinkTargets targets)
    {
        Graph = graph;
        Missing = missing;
        Targets = targets;
    }

    /// <summary>
    /// What the workspace gives reason to warn of, in the order of files and lines; what the files alone give reason for is in
    /// <see cref="PipelineFolder.Warnings"/>.
    /// </summary>
    public IReadOnlyList<PipelineError> Warnings { get; internal init; } = [];

    /// <summary>Name of the batch endpoint; null if no pipeline is deployed.</summary>
    public string? Endpoint => EndpointWork?.Name;

    /// <summary>Name of the deployment that becomes the endpoint's default; null if no pipeline is deployed.</summary>
    public string? Deployment => DeploymentWork?.Name;

    /// <summary>Everything that is published, each after what it needs.</summary>
    public IReadOnlyList<PublishedAsset> Assets =>
    [
        .. Graph.Assets.Select(asset => new PublishedAsset(
            asset.Kind, asset.Name, asset.Version, Missing.Contains(asset) ? PublishOperation.Create : PublishOperation.Same)),
        .. EndpointWork is { } endpoint && DeploymentWork is { } deployment
            ?
            [
                new PublishedAsset(PublishKind.Endpoint, endpoint.Name, null, endpoint.Op(deployment.Name)),
                new PublishedAsset(PublishKind.Deployment, deployment.Name, deployment.Hash, deployment.Op),
            ]
            : Array.Empty<PublishedAsset>(),
        .. ScheduleWork.Select(schedule => new PublishedAsset(PublishKind.Schedule, schedule.Name, schedule.Hash, schedule.Op)),
    ];

    /// <summary>Whether applying it writes anything.</summary>
    public bool HasChanges => Assets.Any(asset => asset.Op != PublishOperation.Same);

    internal AssetGraph Graph { get; }

    internal IReadOnlySet<Asset> Missing { get; }

    /// <summary>What the links of the contents are resolved to.</summary>
    internal LinkTargets Targets { get; }

    internal EndpointWork? EndpointWork { get; init; }

    internal DeploymentWork? DeploymentWork { get; init; }

    internal IReadOnlyList<ScheduleWork> ScheduleWork { get; init; } = [];
}
