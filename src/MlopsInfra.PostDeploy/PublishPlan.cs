using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Publishing;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy;

/// <summary>What is registered already and what is missing. Making a plan writes nothing.</summary>
public sealed class PublishPlan
{
    internal PublishPlan(AssetGraph graph, IReadOnlySet<Asset> missing, EndpointWork endpoint, DeploymentWork deployment,
        IReadOnlyList<ScheduleWork> schedules)
    {
        Graph = graph;
        Missing = missing;
        EndpointWork = endpoint;
        DeploymentWork = deployment;
        ScheduleWork = schedules;
        Assets =
        [
            .. graph.Assets.Select(asset => new PublishedAsset(
                asset.Kind, asset.Name, asset.Version,
                missing.Contains(asset) ? PublishOperation.Create : PublishOperation.Same)),
            new PublishedAsset(PublishKind.Endpoint, endpoint.Name, null, endpoint.Op(deployment.Name)),
            new PublishedAsset(PublishKind.Deployment, deployment.Name, deployment.Hash, deployment.Op),
            .. schedules.Select(schedule => new PublishedAsset(PublishKind.Schedule, schedule.Name, schedule.Hash, schedule.Op)),
        ];
    }

    /// <summary>
    /// What the workspace gives reason to warn of, in the order of files and lines; what the files alone give reason for is in
    /// <see cref="PipelineFolder.Warnings"/>.
    /// </summary>
    public IReadOnlyList<PipelineError> Warnings { get; internal init; } = [];

    /// <summary>Name of the batch endpoint.</summary>
    public string Endpoint => EndpointWork.Name;

    /// <summary>Name of the deployment that becomes the endpoint's default.</summary>
    public string Deployment => DeploymentWork.Name;

    /// <summary>Everything that is published, each after what it needs.</summary>
    public IReadOnlyList<PublishedAsset> Assets { get; }

    /// <summary>Whether applying it writes anything.</summary>
    public bool HasChanges => Assets.Any(asset => asset.Op != PublishOperation.Same);

    internal AssetGraph Graph { get; }

    internal IReadOnlySet<Asset> Missing { get; }

    internal EndpointWork EndpointWork { get; }

    internal DeploymentWork DeploymentWork { get; }

    internal IReadOnlyList<ScheduleWork> ScheduleWork { get; }
}
