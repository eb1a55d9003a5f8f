using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Arm.Access;

/// <summary>
/// Who there is in the directory: managed identities of the store and the deployer. Users and groups are not modelled.
/// </summary>
internal static class Principals
{
    /// <summary>The type of what stands in an <c>identity</c> of any resource.</summary>
    public const string IdentityType = "Microsoft.ManagedIdentity/userAssignedIdentities";

    /// <summary>Whether an object id is a managed identity's or the deployer's, and since when.</summary>
    public static DateTimeOffset? CreatedOn(CloudContext cloud, string objectId)
    {
        if (objectId.Equals(cloud.Options.DeployerObjectId, StringComparison.OrdinalIgnoreCase)) return DateTimeOffset.MinValue;
        var identity = cloud.Store.OfType(IdentityType)
            .FirstOrDefault(found => Is(found.Computed.Text("properties.principalId"), objectId))
            ?? cloud.Store.All().FirstOrDefault(found => Is(found.Computed.Text("identity.principalId"), objectId)
                || Is(found.Computed.Text("properties.identityProfile.kubeletidentity.objectId"), objectId)
                || Is(found.Computed.Text("properties.aksAssignedIdentity.principalId"), objectId));
        return identity?.CreatedOn;
    }

    /// <summary>Whether an id is the client id of a user-assigned identity.</summary>
    public static bool IsClientId(CloudContext cloud, string id) =>
        cloud.Store.OfType(IdentityType).Any(found => Is(found.Computed.Text("properties.clientId"), id));

    /// <summary>The object id of a user-assigned identity; null if there is none.</summary>
    public static string? OfIdentity(CloudContext cloud, string? identityId) =>
        cloud.Find(identityId)?.Computed.Text("properties.principalId");

    private static bool Is(string? one, string other) => one is not null && one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
