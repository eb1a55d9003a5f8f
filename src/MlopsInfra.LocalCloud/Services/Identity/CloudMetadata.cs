using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;

namespace MlopsInfra.LocalCloud.Services.Identity;

/// <summary>The documents that clients learn a cloud from, with this server's address in place of Azure's hosts.</summary>
internal static class CloudMetadata
{
    /// <summary>
    /// <c>/metadata/endpoints</c>: one cloud as an object from API version 2022-09-01 on, before that a list of clouds.
    /// </summary>
    public static JsonNode Create(RestRequest request)
    {
        var http = request.Http.Request;
        var server = request.Absolute("");
        var cloud = new JsonObject
        {
            ["name"] = AzureHosts.CloudName,
            // Clients of Azure ML make audiences and hosts of it.
            ["portal"] = "https://portal.azure.com",
            ["authentication"] = new JsonObject
            {
                ["loginEndpoint"] = server,
                ["audiences"] = new JsonArray("https://management.core.windows.net/", Audiences.ResourceManager + "/"),
                // Of another tenant Terraform's provider concludes that the cloud is an Azure Stack.
                ["tenant"] = "common",
                ["identityProvider"] = "AAD",
            },
            ["resourceManager"] = server,
            ["resourceManagerEndpoint"] = server,
            ["microsoftGraphResourceId"] = server + "/graph/",
            ["graph"] = server + "/graph/",
            ["graphAudience"] = server + "/graph/",
            ["gallery"] = server,
            ["batch"] = "https://batch.core.windows.net/",
            ["sqlManagement"] = server,
            ["activeDirectoryDataLake"] = server,
            ["media"] = server,
            ["ossrdbmsResourceId"] = server,
            ["logAnalyticsResourceId"] = server,
            ["synapseAnalyticsResourceId"] = server,
            ["suffixes"] = new JsonObject
            {
                ["storage"] = AzureHosts.StorageSuffix(http),
                ["keyVaultDns"] = Suffix(AzureHosts.VaultSuffix, AzureHosts.LoopbackVaultSuffix),
                ["mhsmDns"] = Suffix(".managedhsm.azure.net", ".managedhsm.localhost"),
                ["acrLoginServer"] = Suffix(AzureHosts.RegistrySuffix, AzureHosts.LoopbackRegistrySuffix),
                ["sqlServerHostname"] = "database.windows.net",
            },
        };
        var isList = string.CompareOrdinal(request.Query("api-version") ?? "", "2022-09-01") < 0;
        return isList ? new JsonArray(cloud) : cloud;

        string Suffix(string azure, string here) =>
            (AzureHosts.IsOnLoopback(http) ? $"{here}:{http.Host.Port ?? 443}" : azure)[1..];
    }

    /// <summary>The OpenID configuration of the tenant.</summary>
    public static JsonObject OpenId(RestRequest request, string tenant)
    {
        var server = request.Absolute($"/{tenant}");
        return new JsonObject
        {
            ["issuer"] = $"{server}/v2.0",
            ["authorization_endpoint"] = $"{server}/oauth2/v2.0/authorize",
            ["token_endpoint"] = $"{server}/oauth2/v2.0/token",
            ["jwks_uri"] = $"{server}/discovery/v2.0/keys",
            ["response_types_supported"] = new JsonArray("token"),
            ["subject_types_supported"] = new JsonArray("pairwise"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("HS256"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "private_key_jwt"),
            ["tenant_region_scope"] = "EU",
        };
    }

    /// <summary>Instance discovery: which hosts are one cloud.</summary>
    public static JsonObject Instance(RestRequest request, string tenant) => new()
    {
        ["tenant_discovery_endpoint"] = request.Absolute($"/{tenant}/v2.0/.well-known/openid-configuration"),
        ["api-version"] = "1.1",
        ["metadata"] = new JsonArray(new JsonObject
        {
            ["preferred_network"] = request.Http.Request.Host.Value,
            ["preferred_cache"] = request.Http.Request.Host.Value,
            ["aliases"] = new JsonArray(request.Http.Request.Host.Value, AzureHosts.Login),
        }),
    };
}
