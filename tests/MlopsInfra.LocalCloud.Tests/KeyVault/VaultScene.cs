using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Security.KeyVault.Certificates;
using Azure.Security.KeyVault.Secrets;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.KeyVault;

/// <summary>A served vault, and unmodified clients for what it holds.</summary>
internal sealed class VaultScene : IAsyncDisposable
{
    public const string Vault = $"{RestCloud.Group}/providers/Microsoft.KeyVault/vaults/kv-data";

    private VaultScene(RestCloud rest) => Rest = rest;

    public RestCloud Rest { get; }

    /// <summary>Starts it.</summary>
    /// <param name="role">What the deployer may do; null for nothing.</param>
    /// <param name="more">More properties of the vault.</param>
    public static async Task<VaultScene> StartAsync(string? role = Role.VaultAdministrator, string more = "")
    {
        var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.SeedAsync(Vault, Body(more));
        if (role is not null) await rest.GrantAsync(Vault, rest.Cloud.Options.DeployerObjectId, role);
        return new VaultScene(rest);
    }

    /// <summary>The body of the vault.</summary>
    /// <param name="more">More properties.</param>
    public static string Body(string more = "") =>
        $$$"""{"location":"westeurope","properties":{"tenantId":"{{{TestCloud.Tenant}}}","sku":{"family":"A","name":"standard"},"enableRbacAuthorization":true{{{more}}}} }""";

    public SecretClient Secrets(string? objectId = null) => new(Uri, Credential(objectId), Options(new SecretClientOptions()));

    public CertificateClient Certificates() => new(Uri, Credential(), Options(new CertificateClientOptions()));

    /// <summary>Asks the vault, as curl would.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path, as in <c>keys/name/create</c>.</param>
    /// <param name="body">The body; null for none.</param>
    public async Task<(int Status, JsonNode? Body)> AskAsync(HttpMethod method, string path, object? body = null)
    {
        var answer = await Rest.SendAsync(method, $"{Uri}{path}?api-version=7.4", body, Rest.Http(Audiences.KeyVault));
        return (answer.Status, answer.Body);
    }

    public ValueTask DisposeAsync() => Rest.DisposeAsync();

    private static Uri Uri { get; } = new("https://kv-data.vault.azure.net");

    private LocalTokenCredential Credential(string? objectId = null) => new(Rest.Server.Tokens, objectId);

    private T Options<T>(T options) where T : ClientOptions
    {
        options.Transport = Rest.Transport();
        options.Retry.Delay = TimeSpan.FromMilliseconds(5);
        return options;
    }
}
