using Pulumi;

namespace MlopsInfra.Components;

/// <summary>An environment of an Azure DevOps project: where its pipelines deploy to, as whom, and what they are given.</summary>
public sealed record AzureDevOpsEnvironment
{
    /// <summary>Its name; unique in the project, upper and lower case alike.</summary>
    public required string Name { get; init; }

    /// <summary>The Entra tenant (a GUID) of the subscription.</summary>
    public required string TenantId { get; init; }

    /// <summary>The subscription (a GUID) that the environment is in.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>What pipelines deploy as. It is made to trust the service connection <c>azure-ENV</c>.</summary>
    public required DeploymentIdentity Deploys { get; init; }

    /// <summary>What pipelines publish as. It is made to trust the service connection <c>azure-ENV-publish</c>.</summary>
    public required DeploymentIdentity Publishes { get; init; }

    /// <summary>
    /// What pipelines train and release models as. It is made to trust the service connection <c>azure-ENV-release</c>. Null
    /// declares no such connection. Default: null.
    /// </summary>
    public DeploymentIdentity? Releases { get; init; }

    /// <summary>Variables of its pipelines, by name.</summary>
    public IReadOnlyDictionary<string, Input<string>> Variables { get; init; } = new Dictionary<string, Input<string>>();

    /// <summary>Secrets of its pipelines, by name. They are marked secret, whatever they are made of.</summary>
    public IReadOnlyDictionary<string, Input<string>> Secrets { get; init; } = new Dictionary<string, Input<string>>();

    /// <summary>
    /// The vault that keeps the secrets; Azure DevOps reads them there. <see cref="Deploys"/> needs Key Vault Secrets Officer on
    /// it. Null keeps them in Azure DevOps: for a vault that Azure DevOps can't reach.
    /// </summary>
    public PipelineVault? Vault { get; init; }
}
