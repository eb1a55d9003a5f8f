using MlopsInfra.LocalCloud.Arm.Networking;

namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>
/// What one workload gets the tokens of its identities by. Disposing it ends that: its secret is worth nothing any more.
/// </summary>
internal sealed class IdentityGrant(TokenForm form, IReadOnlyList<WorkloadIdentity> identities, CallerPlace? place,
    IReadOnlyDictionary<string, string> environment, Action ended) : IDisposable
{
    /// <summary>How tokens are asked for.</summary>
    public TokenForm Form { get; } = form;

    /// <summary>The identities that there are tokens for.</summary>
    public IReadOnlyList<WorkloadIdentity> Identities { get; } = identities;

    /// <summary>Where the workload's calls come from, which its tokens say; null where that is not known.</summary>
    public CallerPlace? Place { get; } = place;

    /// <summary>The variables that the workload's environment needs; none where it has no identity.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; } = environment;

    /// <summary>The identity that a request means which names none; null where one has to be named.</summary>
    public WorkloadIdentity? Default =>
        Identities.FirstOrDefault(identity => identity.IsSystemAssigned) ?? (Identities.Count == 1 ? Identities[0] : null);

    /// <inheritdoc/>
    public void Dispose() => ended();
}
