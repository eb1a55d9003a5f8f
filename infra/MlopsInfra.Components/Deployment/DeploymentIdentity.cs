using Pulumi;
using Pulumi.AzureNative.ManagedIdentity;

namespace MlopsInfra.Components;

/// <summary>An identity that pipelines sign in as, by federated credentials instead of secrets.</summary>
/// <example>
/// <code><![CDATA[
/// var publisher = new DeploymentIdentity("pumps-publish", new DeploymentIdentityArgs
/// {
///     Placement = placement,
///     IdentityName = names.For(NamingRules.UserAssignedIdentity, "publish"),
///     Subjects = [FederatedSubject.GitHub("contoso", "pumps", "dev")],
///     Grants =
///     [
///         new RoleGrant(
///             "workspace", BuiltInRoles.AzureMLDataScientist, workspace.WorkspaceId, "Publishes the training pipeline."),
///     ],
/// });
/// ]]></code>
/// </example>
public sealed class DeploymentIdentity : MlopsComponent
{
    private const string Audience = "api://AzureADTokenExchange";

    private readonly string _name;
    private FederatedIdentityCredential? _last;

    /// <summary>Declares the identity, its rights and its credentials.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent, whose placement and callback it inherits; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public DeploymentIdentity(string name, DeploymentIdentityArgs args, ComponentResourceOptions? options = null)
        : base(nameof(DeploymentIdentity), name, args, options)
    {
        _name = name;
        Identity = this.WithIdentity($"{name}-identity", args.IdentityName, existing: null, args.Grants);
        foreach (var subject in args.Subjects) Trust(subject);
        ClientId = Identity.ClientId;
        RegisterOutputs();
    }

    /// <summary>Client id: what a pipeline signs in as.</summary>
    [Output("clientId")]
    public Output<string> ClientId { get; private set; }

    /// <summary>The user-assigned identity that pipelines sign in as, with its rights.</summary>
    public WorkloadIdentity Identity { get; }

    /// <summary>
    /// Lets a pipeline sign in as the identity. For subjects that are known only once the identity is there: a service connection
    /// is given the identity's client id, and gives its issuer and subject.
    /// </summary>
    /// <param name="subject">The pipeline; its name tells the credentials of this identity apart.</param>
    /// <returns>The federated credential.</returns>
    public FederatedIdentityCredential Trust(FederatedSubject subject)
    {
        var options = new CustomResourceOptions();
        // Two credentials of one identity can't be written at the same time.
        if (_last is not null) options.DependsOn.Add(_last);
        _last = Declare(
            $"{_name}-{subject.Name}",
            new FederatedIdentityCredentialArgs
            {
                FederatedIdentityCredentialResourceName = subject.Name,
                ResourceName = Identity.IdentityName,
                ResourceGroupName = EffectivePlacement.ResourceGroupName,
                Issuer = subject.Issuer,
                Subject = subject.Subject,
                Audiences = { Audience },
            },
            (n, a, o) => new FederatedIdentityCredential(n, a, o),
            options);
        return _last;
    }
}
