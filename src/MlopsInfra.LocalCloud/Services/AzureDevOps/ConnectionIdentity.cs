using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine.Providers;

namespace MlopsInfra.LocalCloud.Services.AzureDevOps;

/// <summary>Signs in to Azure with a service connection, as Azure DevOps does for itself.</summary>
internal sealed class ConnectionIdentity(CloudContext cloud, AzureDevOpsService service)
{
    private const string Identities = "Microsoft.ManagedIdentity/userAssignedIdentities";

    /// <summary>
    /// The identity behind a connection; null where it is none of the cloud's, as an application: those are not modelled.
    /// </summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="property">The input that names it.</param>
    /// <exception cref="ProviderException">The identity does not trust the connection.</exception>
    public StoredResource? SignIn(string connectionId, string property)
    {
        if (service.Find("ServiceEndpointAzureRM", connectionId) is not { } connection) return null;
        if (connection.Body.Text("credentials.serviceprincipalid") is not { } client) return null;
        if (cloud.Store.OfType(Identities)
            .FirstOrDefault(found => found.Computed.Text("properties.clientId") == client) is not { } identity) return null;
        return cloud.Store.OfType($"{Identities}/federatedIdentityCredentials")
            .Any(credential => IsFor(credential, identity, connection))
            ? identity
            : throw new ProviderException("AADSTS70021",
                "AADSTS70021: No matching federated identity record found for presented assertion.", property, 401);
    }

    private static bool IsFor(StoredResource credential, StoredResource identity, StoredResource connection) =>
        credential.Key.StartsWith($"{identity.Key}/", StringComparison.OrdinalIgnoreCase)
        && credential.Body.Text("properties.issuer") == connection.Computed.Text("workloadIdentityFederationIssuer")
        && credential.Body.Text("properties.subject") == connection.Computed.Text("workloadIdentityFederationSubject");
}
