using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Tests.Rest;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Tests.Workloads;

/// <summary>Processes that read secrets of a vault with Microsoft's client for Python, as it is.</summary>
public sealed class SecretsByPythonTests
{
    private const string Vault = $"{RestCloud.Group}/providers/Microsoft.KeyVault/vaults/kv-mlops";
    private const string Assigned = $"{RestCloud.Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities";
    private const string SecretsUser = "4633458b-17de-408a-b874-0445c86b69e6";

    [Fact]
    public async Task With_the_role_a_secret_is_read_by_name_and_version()
    {
        await using var rest = await StartAsync();
        await rest.GrantAsync(Vault, await rest.IdentityAsync("id-step"), SecretsUser);

        Assert.Equal(
            """{"get":["s3cret","text/plain","kv-mlops.vault.azure.net"],"list":["api-key","old-key"],"missing":"404 SecretNotFound","disabled":"403 SecretDisabled","version":true}""",
            (await RunAsync(rest)).ToJsonString());
    }

    [Fact]
    public async Task Without_it_the_vault_refuses_whatever_rights_there_are_over_the_vault_as_a_resource()
    {
        await using var rest = await StartAsync();
        await rest.GrantAsync(Vault, await rest.IdentityAsync("id-step"), Role.Contributor);

        var told = await RunAsync(rest);

        Assert.Equal(["403 ForbiddenByRbac"], told.Select(pair => (string?)pair.Value).Distinct());
    }

    [Fact]
    public async Task A_vault_with_access_policies_goes_by_them_and_a_closed_one_by_its_network()
    {
        await using var rest = await StartAsync();
        var principal = await rest.IdentityAsync("id-step");
        await rest.SeedAsync(Vault,
            $$"""{"location":"westeurope","properties":{"tenantId":"11111111-1111-1111-1111-111111111111","sku":{"family":"A","name":"standard"},"enableRbacAuthorization":false,"accessPolicies":[{"tenantId":"11111111-1111-1111-1111-111111111111","objectId":"{{principal}}","permissions":{"secrets":["get"]} }]} }""");
        var byPolicy = await RunAsync(rest);
        await rest.SeedAsync(Vault,
            """{"location":"westeurope","properties":{"tenantId":"11111111-1111-1111-1111-111111111111","sku":{"family":"A","name":"standard"},"enableRbacAuthorization":true,"publicNetworkAccess":"Disabled"}}""");
        var closed = await RunAsync(rest);

        Assert.Equal(("s3cret", "403 ForbiddenByPolicy"), ((string?)byPolicy["get"]![0], (string?)byPolicy["list"]));
        Assert.Equal("403 ForbiddenByConnection", (string?)closed["get"]);
    }

    [Fact]
    public async Task A_token_for_something_else_is_refused_with_what_it_has_to_be_for()
    {
        await using var rest = await StartAsync();
        const string Url = "https://kv-mlops.vault.azure.net/secrets/api-key?api-version=7.4";

        var (none, _, answer) = await rest.SendAsync(HttpMethod.Get, Url, client: rest.Http(audience: null));
        var (other, body, _) = await rest.SendAsync(HttpMethod.Get, Url, client: rest.Http(Audiences.Storage));
        var (unknown, _, _) = await rest.SendAsync(HttpMethod.Get, "https://kv-nobody.vault.azure.net/secrets/x");

        Assert.Equal((401, 401, 404), (none, other, unknown));
        Assert.Contains("resource=\"https://vault.azure.net\"", answer.Headers.WwwAuthenticate.ToString(),
            StringComparison.Ordinal);
        Assert.StartsWith("AKV10022", (string?)body!["error"]!["message"], StringComparison.Ordinal);
    }

    private static async Task<RestCloud> StartAsync()
    {
        var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SeedAsync($"{Vault}/secrets/api-key",
            """{"properties":{"value":"s3cret","contentType":"text/plain"}}""");
        await rest.SeedAsync($"{Vault}/secrets/old-key",
            """{"properties":{"value":"old","attributes":{"enabled":false}}}""");
        return rest;
    }

    private static Task<JsonObject> RunAsync(RestCloud rest)
    {
        var identity = rest.Server.Application.Services.GetRequiredService<WorkloadIdentities>()
            .UserAssigned($"{Assigned}/id-step")!;
        return PythonWorkload.RunAsync(rest, "reads_secrets.py", [identity], TokenForm.MachineLearning,
            ("VAULT", "https://kv-mlops.vault.azure.net/"), ("AZURE_CLIENT_ID", identity.ClientId));
    }
}
