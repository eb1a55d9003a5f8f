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

    /// <summary>Name of the batch endpoint; null if nothing is deployed to it.</summary>
    public string? Endpoint => BatchWork?.Endpoint.Name;

    /// <summary>Name of the deployment that becomes the batch endpoint's default; null if none does.</summary>
    public string? Deployment => BatchWork?.Default;

    /// <summary>Everything that is published, each after what it needs.</summary>
    public IReadOnlyList<PublishedAsset> Assets =>
    [
        .. Graph.Assets.Select(asset => new PublishedAsset(
            asset.Kind, asset.Name, asset.Version, Missing.Contains(asset) ? PublishOperation.Create : PublishOperation.Same)),
        .. BatchWork?.Assets ?? [],
        .. OnlineWork.SelectMany(work => work.Assets),
        .. ScheduleWork.Select(schedule => new PublishedAsset(PublishKind.Schedule, schedule.Name, schedule.Hash, schedule.Op)),
    ];

    /// <summary>Whether applying it writes anything.</summary>
    public bool HasChanges => Assets.Any(asset => asset.Op != PublishOperation.Same);

    internal AssetGraph Graph { get; }

    internal IReadOnlySet<Asset> Missing { get; }

    /// <summary>What the links of the contents are resolved to.</summary>
    internal LinkTargets Targets { get; }

    internal BatchWork? BatchWork { get; init; }

    internal IReadOnlyList<OnlineWork> OnlineWork { get; init; } = [];

    internal IReadOnlyList<ScheduleWork> ScheduleWork { get; init; } = [];
}
