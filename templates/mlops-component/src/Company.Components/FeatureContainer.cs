using MlopsInfra.Components;
using Pulumi;
using Pulumi.AzureNative.Storage;

namespace Company.Components;

/// <summary>A container for features, and an identity that may write them: it and nothing else of the account.</summary>
public sealed class FeatureContainer : ComponentResource
{
    /// <summary>Declares the container, the identity and its right.</summary>
    /// <param name="name">Pulumi name; the names of the inner resources begin with it.</param>
    /// <param name="args">The arguments.</param>
    /// <param name="options">Options of the component.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public FeatureContainer(string name, FeatureContainerArgs args, ComponentResourceOptions? options = null)
        : base("company-components:index:FeatureContainer", Checked(name, args), options)
    {
        var container = new BlobContainer(
            $"{name}-container",
            new BlobContainerArgs
            {
                AccountName = args.AccountName,
                ContainerName = args.ContainerName,
                PublicAccess = PublicAccess.None,
                ResourceGroupName = args.AccountResourceGroupName ?? args.Placement.ResourceGroupName,
            },
            new CustomResourceOptions { Parent = this });
        Writer = new WorkloadIdentity(
            $"{name}-writer",
            new WorkloadIdentityArgs
            {
                Placement = args.Placement,
                IdentityName = args.WriterName,
                Grants = [new RoleGrant("features", BuiltInRoles.StorageBlobDataContributor, container.Id, "Writes features.")],
            },
            new ComponentResourceOptions { Parent = this });
        ContainerId = container.Id;
        RegisterOutputs();
    }

    /// <summary>ARM id of the container.</summary>
    [Output("containerId")]
    public Output<string> ContainerId { get; private set; }

    /// <summary>The identity that may write features.</summary>
    public WorkloadIdentity Writer { get; }

    // Runs before the base constructor: wrong arguments leave nothing behind, not even the component itself.
    private static string Checked(string name, FeatureContainerArgs args)
    {
        args.Check($"{nameof(FeatureContainer)} '{name}'");
        return name;
    }
}
