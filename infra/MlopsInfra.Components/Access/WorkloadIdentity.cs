using Pulumi;
using Pulumi.AzureNative.Authorization;
using Pulumi.AzureNative.ManagedIdentity;

namespace MlopsInfra.Components;

/// <summary>A user-assigned identity, new or existing, and everything it may do.</summary>
/// <example>
/// <code><![CDATA[
/// var reader = new WorkloadIdentity("pumps-reader", new WorkloadIdentityArgs
/// {
///     Placement = placement,
///     IdentityName = names.For(NamingRules.UserAssignedIdentity, "reader"),
///     Grants = [new RoleGrant("data", BuiltInRoles.StorageBlobDataReader, storage.AccountId, "The report reads predictions.")],
/// });
/// ]]></code>
/// </example>
public sealed class WorkloadIdentity : MlopsComponent
{
    /// <summary>Declares the identity and one role assignment per grant.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent, whose placement and callback it inherits; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public WorkloadIdentity(string name, WorkloadIdentityArgs args, ComponentResourceOptions? options = null)
        : base(nameof(WorkloadIdentity), name, args, options)
    {
        var identity = args.Existing ?? Create(name, args);
        IdentityId = identity.Id.ToOutput();
        IdentityName = identity.Name.ToOutput();
        PrincipalId = identity.PrincipalId.ToOutput();
        ClientId = identity.ClientId.ToOutput();
        Assignments = identity.AssignRoles
            ? RoleAssignments.Declare(this, name, PrincipalId, PrincipalType.ServicePrincipal, args.Grants)
            : [];
        RegisterOutputs();
    }

    /// <summary>ARM id of the identity.</summary>
    [Output("identityId")]
    public Output<string> IdentityId { get; private set; }

    /// <summary>Name of the identity.</summary>
    [Output("identityName")]
    public Output<string> IdentityName { get; private set; }

    /// <summary>Object id of its service principal: what roles are assigned to.</summary>
    [Output("principalId")]
    public Output<string> PrincipalId { get; private set; }

    /// <summary>Client id: what a program signs in with.</summary>
    [Output("clientId")]
    public Output<string> ClientId { get; private set; }

    /// <summary>The role assignments. What uses a right depends on them: a right has to be there before it is used.</summary>
    public IReadOnlyList<RoleAssignment> Assignments { get; }

    /// <summary>Options for what must not start before all rights are granted.</summary>
    internal CustomResourceOptions AfterGrants()
    {
        var options = new CustomResourceOptions();
        foreach (var assignment in Assignments) options.DependsOn.Add(assignment);
        return options;
    }

    private ExistingIdentity Create(string name, WorkloadIdentityArgs args)
    {
        var identity = Declare(
            $"{name}-id",
            new UserAssignedIdentityArgs
            {
                ResourceName = args.IdentityName!,
                ResourceGroupName = EffectivePlacement.ResourceGroupName,
                Location = EffectivePlacement.Location,
                Tags = EffectivePlacement.TagMap(),
            },
            (n, a, o) => new UserAssignedIdentity(n, a, o),
            // A preview of an update knows no outputs, so all that hangs on the principal would show as replaced for the sake of
            // a tag. An identity keeps the tags that it was created with.
            new CustomResourceOptions { IgnoreChanges = { "tags" } });
        return new() { Id = identity.Id, Name = identity.Name, PrincipalId = identity.PrincipalId, ClientId = identity.ClientId };
    }
}
