using MlopsInfra.Components;
using Pulumi;

namespace Company.Components;

/// <summary>Arguments of <see cref="FeatureContainer"/>.</summary>
public sealed class FeatureContainerArgs
{
    /// <summary>Where the identity goes; the container is in the account's own resource group.</summary>
    public required Placement Placement { get; init; }

    /// <summary>Name of the storage account; it may be one that exists already.</summary>
    public required Input<string> AccountName { get; init; }

    /// <summary>Resource group of the account. Default: that of <see cref="Placement"/>.</summary>
    public Input<string>? AccountResourceGroupName { get; init; }

    /// <summary>Name of the container: 3 to 63 lower-case letters, digits and hyphens. Default: <c>features</c>.</summary>
    public string ContainerName { get; init; } = "features";

    /// <summary>Name of the identity that may write features.</summary>
    public required string WriterName { get; init; }

    // The pure layer: no resource is declared here, so it is tested without Pulumi.
    internal void Check(string component)
    {
        var problems = new Problems();
        problems.Name(nameof(ContainerName), ContainerName, NamingRules.BlobContainer);
        problems.Name(nameof(WriterName), WriterName, NamingRules.UserAssignedIdentity);
        problems.ThrowIfAny(component);
    }
}
