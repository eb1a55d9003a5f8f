using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm.Access;

/// <summary>
/// Who there is in the directory: managed identities of the store and the deployer. Users and groups are not modelled.
/// </summary>
internal static class Principals
{
    /// <summary>The type of what stands in an <c>identity</c> of any resource.</summary>
    public const string IdentityType = "Microsoft.ManagedIdentity/userAssignedIdentities";

    /// <summary>The kind of all of them.</summary>
    public const string ServicePrincipal = "ServicePrincipal";

    private const string Kubelet = "properties.identityProfile.kubeletidentity";

    // Where a resource shows the object id of an identity that it was given, and how that is called.
    private static readonly (string ObjectId, string? ClientId, string Suffix)[] Own =
    [
        ("identity.principalId", null, ""),
        ($"{Kubelet}.objectId", $"{Kubelet}.clientId", "-agentpool"),
        ("properties.aksAssignedIdentity.principalId", null, ""),
    ];

    /// <summary>All of them, the deployer first.</summary>
    /// <param name="cloud">The cloud.</param>
    public static IEnumerable<Principal> All(CloudContext cloud) =>
        [Deployer(cloud.Options), .. Identities(cloud), .. cloud.Store.All().SelectMany(OwnOf)];

    /// <summary>The deployer.</summary>
    /// <param name="options">The cloud's options.</param>
    public static Principal Deployer(LocalCloudOptions options) => new(
        ServicePrincipal, options.DeployerObjectId, options.DeployerClientId, "deployer", null, false, DateTimeOffset.MinValue);

    /// <summary>Whether an object id is a managed identity's or the deployer's, and since when.</summary>
    public static DateTimeOffset? CreatedOn(CloudContext cloud, string objectId) =>
        All(cloud).FirstOrDefault(principal => Is(principal.ObjectId, objectId))?.CreatedOn;

    /// <summary>Whether an id is the client id of a user-assigned identity.</summary>
    public static bool IsClientId(CloudContext cloud, string id) =>
        cloud.Store.OfType(IdentityType).Any(found => Is(found.Computed.Text("properties.clientId"), id));

    /// <summary>The object id of a user-assigned identity; null if there is none.</summary>
    public static string? OfIdentity(CloudContext cloud, string? identityId) =>
        cloud.Find(identityId)?.Computed.Text("properties.principalId");

    private static IEnumerable<Principal> Identities(CloudContext cloud)
    {
        foreach (var found in cloud.Store.OfType(IdentityType))
        {
            if (found.Computed.Text("properties.principalId") is { } id)
                yield return new Principal(ServicePrincipal, id, found.Computed.Text("properties.clientId"), found.Name,
                    found.Key, true, found.CreatedOn);
        }
    }

    private static IEnumerable<Principal> OwnOf(StoredResource resource)
    {
        foreach (var (path, client, suffix) in Own)
        {
            if (resource.Computed.Text(path) is not { } id) continue;
            var clientId = client is null ? MadeUpIds.From("client", resource.Key) : resource.Computed.Text(client);
            yield return new Principal(ServicePrincipal, id, clientId, resource.Name + suffix, resource.Key, false,
                resource.CreatedOn);
        }
    }

    private static bool Is(string? one, string other) => one is not null && one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
