using Pulumi;
using Pulumi.AzureNative.ManagedIdentity;

namespace MlopsInfra.Components;

/// <summary>An identity that pipelines sign in as, by federated credentials instead of secrets.</summary>
public sealed class DeploymentIdentity : MlopsComponent
{
    private const string Audience = "api://AzureADTokenExchange";

    /// <summary>Declares the identity, its rights and its credentials.</summary>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public DeploymentIdentity(string name, DeploymentIdentityArgs args, ComponentResourceOptions? options = null)
        : base(nameof(DeploymentIdentity), name, args, options)
    {
        Identity = new WorkloadIdentity(
            $"{name}-identity",
            new WorkloadIdentityArgs { Placement = args.Placement, IdentityName = args.IdentityName, Grants = args.Grants, Configure = args.Configure },
            Child());
        var after = new CustomResourceOptions();
        foreach (var subject in args.Subjects)
        {
            var credential = Declare(
                $"{name}-{subject.Name}",
                new FederatedIdentityCredentialArgs
                {
                    FederatedIdentityCredentialResourceName = subject.Name,
                    ResourceName = Identity.IdentityName,
                    ResourceGroupName = args.Placement.ResourceGroupName,
                    Issuer = subject.Issuer,
                    Subject = subject.Subject,
                    Audiences = { Audience },
                },
                (n, a, o) => new FederatedIdentityCredential(n, a, o),
                after);
            // Two credentials of one identity can't be written at the same time.
            after = new CustomResourceOptions { DependsOn = { credential } };
        }

        ClientId = Identity.ClientId;
        RegisterOutputs();
    }

    /// <summary>Client id: what a pipeline signs in as.</summary>
    [Output("clientId")]
    public Output<string> ClientId { get; private set; }

    /// <summary>The identity.</summary>
    public WorkloadIdentity Identity { get; }
}
