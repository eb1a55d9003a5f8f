using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;

/// <summary>Where a template is deployed to: a resource group, or a whole subscription.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="Group">The resource group; null for the subscription.</param>
internal sealed record DeploymentScope(string SubscriptionId, string? Group)
{
    /// <summary>Its id.</summary>
    public string Id => Group is null ? $"/subscriptions/{SubscriptionId}"
        : $"/subscriptions/{SubscriptionId}/resourceGroups/{Group}";

    /// <summary>The scope that a deployment stands in; null for one that is not served here.</summary>
    /// <param name="deployment">The deployment.</param>
    public static DeploymentScope? Of(ResourceId deployment) => deployment.SubscriptionId is { } subscription
        ? new DeploymentScope(subscription, deployment.ResourceGroupName) : null;

    /// <summary>The id of a deployment in it.</summary>
    /// <param name="name">Its name.</param>
    public ResourceId Deployment(string name) => ResourceId.Parse($"{Id}/providers/{DeploymentResource.TypeName}/{name}");
}
