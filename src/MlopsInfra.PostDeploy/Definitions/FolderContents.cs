using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>Everything that is published of a folder.</summary>
internal sealed record FolderContents
{
    /// <summary>What people call it: the name of the pipeline, or of whatever is published.</summary>
    public required string Name { get; init; }

    /// <summary>The pipeline that the batch endpoint runs; null if none is deployed.</summary>
    public DeployedPipeline? Deployed { get; init; }

    /// <summary>The pipeline that is published along; null if there is none.</summary>
    public PipelineComponent? Pipeline => Deployed?.Local;

    /// <summary>The batch endpoint; null: one without a description.</summary>
    public BatchEndpointDefinition? Endpoint { get; init; }

    /// <summary>Its deployment; null: one with default settings.</summary>
    public BatchDeploymentDefinition? Deployment { get; init; }

    /// <summary>Deployments of models to the batch endpoint.</summary>
    public IReadOnlyList<ModelDeploymentDefinition> ModelDeployments { get; init; } = [];

    public IReadOnlyList<OnlineEndpointDefinition> OnlineEndpoints { get; init; } = [];

    public IReadOnlyList<OnlineDeploymentDefinition> OnlineDeployments { get; init; } = [];

    /// <summary>Assets that are registered for themselves: data, models, environments, components.</summary>
    public IReadOnlyList<AssetDefinition> Assets { get; init; } = [];

    public IReadOnlyList<ScheduleDefinition> Schedules { get; init; } = [];

    /// <summary>Whether nothing is published.</summary>
    public bool IsEmpty => Endpoint is null && !Definitions.Any() && !Contents.Any();

    /// <summary>What is registered whether or not something refers to it.</summary>
    public IEnumerable<AssetDefinition> Definitions => Pipeline is null ? Assets : Assets.Prepend(Pipeline);

    /// <summary>What is sent beside the assets, with links to them.</summary>
    public IEnumerable<JsonObject> Contents =>
    [
        .. Schedules.Select(schedule => schedule.Properties),
        .. new[] { Deployed?.Reference, Deployed?.GivenInputs }.OfType<JsonObject>(),
        .. ModelDeployments.Select(deployment => deployment.Content),
        .. OnlineEndpoints.Select(endpoint => endpoint.Content),
        .. OnlineDeployments.Select(deployment => deployment.Content),
    ];

    /// <summary>Every link of the folder, whatever it is in, each once.</summary>
    public IEnumerable<Link> Links()
    {
        var seen = new HashSet<AssetDefinition>(ReferenceEqualityComparer.Instance);
        return Contents.Concat(Definitions.Where(seen.Add).Select(definition => definition.Properties))
            .SelectMany(content => LinksIn(content, seen));
    }

    private static IEnumerable<Link> LinksIn(JsonObject content, HashSet<AssetDefinition> seen)
    {
        foreach (var link in Wire.Links(content))
        {
            yield return link;
            if (link is not AssetLink { Local: { } local } || !seen.Add(local)) continue;
            foreach (var below in LinksIn(local.Properties, seen)) yield return below;
        }
    }
}
