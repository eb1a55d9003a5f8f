using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>
/// Gives workloads the identities that they were declared with: finds them, makes the variables by which a process asks for
/// their tokens, and knows who asks by the secret in them.
/// </summary>
internal sealed class WorkloadIdentities(CloudContext cloud)
{
    /// <summary>What the paths of token requests begin with. No storage account can have this name.</summary>
    public const string Segment = "workload-identity";

    private readonly ConcurrentDictionary<string, IdentityGrant> _grants = new(StringComparer.Ordinal);

    /// <summary>
    /// The identities in the <c>identity</c> of a resource: a container group, the endpoint of a deployment, a compute cluster.
    /// </summary>
    /// <param name="resourceId">Its ARM id.</param>
    public IReadOnlyList<WorkloadIdentity> Of(string? resourceId)
    {
        if (cloud.Find(resourceId) is not { } resource) return [];
        var identities = new List<WorkloadIdentity>();
        if (resource.Computed.Text("identity.principalId") is { } principal)
            identities.Add(new WorkloadIdentity(principal, MadeUpIds.From("client", resource.Key), resource.Key, true));
        // One that was deleted since is none any more.
        identities.AddRange(resource.Body.Texts("identity.userAssignedIdentities{}")
            .Select(assigned => UserAssigned(assigned.Value))
            .OfType<WorkloadIdentity>());
        return identities;
    }

    /// <summary>A user-assigned identity by its ARM id; null if there is none.</summary>
    /// <param name="identityId">The id.</param>
    public WorkloadIdentity? UserAssigned(string identityId) =>
        cloud.Find(identityId) is { } identity && identity.Computed.Text("properties.principalId") is { } principal
            && identity.Computed.Text("properties.clientId") is { } client
            ? new WorkloadIdentity(principal, client, identity.Key, false) : null;

    /// <summary>Who submitted a job, for one that runs with the user's identity.</summary>
    /// <param name="principalId">Object id of the caller; null for the deployer.</param>
    public WorkloadIdentity Submitter(string? principalId) => principalId is null
        ? new WorkloadIdentity(cloud.Options.DeployerObjectId, cloud.Options.DeployerClientId, "", true)
        : new WorkloadIdentity(principalId, principalId, "", true);

    /// <summary>Whether an identity is the deployer, who may do everything.</summary>
    /// <param name="identity">The identity.</param>
    public bool IsDeployer(WorkloadIdentity identity) =>
        identity.PrincipalId.Equals(cloud.Options.DeployerObjectId, StringComparison.OrdinalIgnoreCase);

    /// <summary>Lets a workload get tokens of identities, and of no others, until the grant is disposed.</summary>
    /// <param name="identities">The identities; none gives no variables.</param>
    /// <param name="form">How the workload asks.</param>
    /// <param name="server">The server's own address, as in <c>https://127.0.0.1:41234/</c>.</param>
    /// <param name="runsIn">ARM id of what the workload runs in; null where that is not known.</param>
    public IdentityGrant Open(IReadOnlyList<WorkloadIdentity> identities, TokenForm form, Uri server, string? runsIn = null)
    {
        var place = runsIn is null ? null : WorkloadPlace.Of(cloud, runsIn);
        if (identities.Count == 0)
            return new IdentityGrant(form, identities, place, new Dictionary<string, string>(), () => { });
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var at = $"{server.AbsoluteUri.TrimEnd('/')}/{Segment}";
        var environment = new Dictionary<string, string>();
        var grant = new IdentityGrant(form, identities, place, environment, () => _grants.TryRemove(secret, out _));
        switch (form)
        {
            case TokenForm.MachineLearning:
                environment["MSI_ENDPOINT"] = $"{at}/token";
                environment["MSI_SECRET"] = secret;
                // Azure ML always sets it, for a system-assigned identity as well.
                if (grant.Default is { } identity) environment["DEFAULT_IDENTITY_CLIENT_ID"] = identity.ClientId;
                break;
            case TokenForm.InstanceMetadata:
                environment["AZURE_POD_IDENTITY_AUTHORITY_HOST"] = $"{at}/{secret}";
                break;
            case TokenForm.AppService:
                environment["IDENTITY_ENDPOINT"] = $"{at}/token";
                environment["IDENTITY_HEADER"] = secret;
                break;
            case TokenForm.OnBehalfOf:
                environment["OBO_ENDPOINT"] = $"{at}/{secret}/obo";
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(form), form, "There is no such form.");
        }

        _grants[secret] = grant;
        return grant;
    }

    /// <summary>Finds who asks by the secret of its environment.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="form">How it asks: a secret is good for one form.</param>
    /// <param name="grant">What it may get; null if the secret is none, or has ended.</param>
    public bool TryFind(string? secret, TokenForm form, [NotNullWhen(true)] out IdentityGrant? grant)
    {
        grant = null;
        return secret is not null && _grants.TryGetValue(secret, out grant) && grant.Form == form;
    }
}
