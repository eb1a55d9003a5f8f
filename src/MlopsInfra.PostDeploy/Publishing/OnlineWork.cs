using MlopsInfra.PostDeploy.Assets;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>An online endpoint with its deployments.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Deployments">Those that are published; other ones stay as they are.</param>
internal sealed record OnlineWork(OnlineEndpointWork Endpoint, IReadOnlyList<OnlineDeploymentWork> Deployments)
{
    /// <summary>What the deployments need that are written.</summary>
    public IEnumerable<Asset> Needs => Deployments.Where(deployment => deployment.Op != PublishOperation.Same)
        .SelectMany(deployment => deployment.Needs);

    /// <summary>What is published, for the plan.</summary>
    public IEnumerable<PublishedAsset> Assets => Deployments
        .Select(deployment => new PublishedAsset(
            PublishKind.OnlineDeployment, deployment.FullName, deployment.Hash, deployment.Op))
        .Prepend(new PublishedAsset(PublishKind.OnlineEndpoint, Endpoint.Name, null, Endpoint.Op));
}
