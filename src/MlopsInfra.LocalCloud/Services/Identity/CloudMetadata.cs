using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;

namespace MlopsInfra.LocalCloud.Services.Identity;

/// <summary>The documents that clients learn a cloud from, with this server's address in place of Azure's hosts.</summary>
internal static class CloudMetadata
{
    /// <summary>
    /// <c>/metadata/endpoints</c>: one cloud as an object from API version 2022-09-01 on, before that a list of clouds, and
    /// before 2018 the few addresses of a cloud that stands alone, as <c>az cloud register</c> reads them.
    /// </summary>
    public static JsonNode Create(RestRequest request)
    {
        if (string.CompareOrdinal(request.Query("api-version") ?? "2018", "2018") < 0) return Oldest(request.Absolute(""));
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

    private static JsonObject Oldest(string server) => new()
    {
        ["galleryEndpoint"] = server,
        ["graphEndpoint"] = server + "/graph/",
        ["portalEndpoint"] = "https://portal.azure.com",
        ["authentication"] = new JsonObject
        {
            ["loginEndpoint"] = server,
            ["audiences"] = new JsonArray("https://management.core.windows.net/"),
        },
    };

    /// <summary>The OpenID configuration of a tenant.</summary>
    /// <param name="request">The request.</param>
    /// <param name="tenant">The tenant, as the client names it.</param>
    /// <param name="isFirst">Whether it is that of the first version of the routes.</param>
    public static JsonObject OpenId(RestRequest request, string tenant, bool isFirst)
    {
        var server = request.Absolute($"/{tenant}");
        var routes = $"{server}/oauth2{(isFirst ? "" : "/v2.0")}";
        return new JsonObject
        {
            ["issuer"] = $"{server}/v2.0",
            ["authorization_endpoint"] = $"{routes}/authorize",
            ["token_endpoint"] = $"{routes}/token",
            ["device_authorization_endpoint"] = $"{routes}/devicecode",
            ["jwks_uri"] = $"{server}/discovery/v2.0/keys",
            ["response_modes_supported"] = new JsonArray("query", "form_post"),
            ["response_types_supported"] = new JsonArray("code"),
            ["scopes_supported"] = new JsonArray("openid", "profile", "offline_access"),
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
