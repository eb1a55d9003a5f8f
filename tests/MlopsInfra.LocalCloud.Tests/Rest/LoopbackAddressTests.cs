using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Tests.Rest;

/// <summary>
/// A client that came by a name of this machine is told addresses that answer here, and may send them back; what is stored, and
/// what is seen by Azure's names, are Azure's addresses.
/// </summary>
public sealed class LoopbackAddressTests
{
    private const string Vault = $"{RestCloud.Group}/providers/Microsoft.KeyVault/vaults/kv-mlops";
    private const string Component = $"{RestCloud.Group}/providers/Microsoft.Insights/components/appi-mlops";

    [Fact]
    public async Task Every_address_in_an_answer_is_one_that_answers()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SeedAsync(RestCloud.Registry, """{"location":"westeurope","sku":{"name":"Standard"},"properties":{}}""");
        var port = rest.Server.BaseAddress.Port;
        var client = rest.Http(audience: null);

        var blobs = await AtAsync(rest, RestCloud.Account, "localhost", "primaryEndpoints.blob");
        var vault = await AtAsync(rest, Vault, "localhost", "vaultUri");
        var server = await AtAsync(rest, RestCloud.Registry, "localhost", "loginServer");

        Assert.Equal($"https://stmlops.blob.localhost:{port}/", blobs);
        Assert.Equal($"https://kv-mlops.vault.localhost:{port}/", vault);
        Assert.Equal($"crmlops.azurecr.localhost:{port}", server);
        Assert.Equal((401, 401, 401), (
            (await rest.SendAsync(HttpMethod.Get, $"{blobs}?comp=list", client: client)).Status,
            (await rest.SendAsync(HttpMethod.Get, $"{vault}secrets?api-version=7.4", client: client)).Status,
            (await rest.SendAsync(HttpMethod.Get, $"https://{server}/v2/", client: client)).Status));
        Assert.Contains($"IngestionEndpoint=https://localhost:{port}/;LiveEndpoint=https://localhost:{port}/;",
            await AtAsync(rest, Component, "localhost", "ConnectionString"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_an_IP_address_the_name_is_in_the_path_and_by_Azures_name_all_is_Azures()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SeedAsync(RestCloud.Registry, """{"location":"westeurope","sku":{"name":"Standard"},"properties":{}}""");
        var port = rest.Server.BaseAddress.Port;

        Assert.Equal($"https://127.0.0.1:{port}/stmlops/",
            await AtAsync(rest, RestCloud.Account, "127.0.0.1", "primaryEndpoints.blob"));
        Assert.Equal("crmlops.azurecr.io", await AtAsync(rest, RestCloud.Registry, "127.0.0.1", "loginServer"));
        Assert.Equal($"https://127.0.0.1:{port}/vaults/kv-mlops/", await AtAsync(rest, Vault, "127.0.0.1", "vaultUri"));
        Assert.Equal("https://kv-mlops.vault.azure.net/",
            (string?)(await rest.SendAsync(HttpMethod.Get, $"{Vault}?api-version=2024-11-01")).Body!["properties"]!["vaultUri"]);
    }

    [Fact]
    public async Task What_a_client_was_told_it_may_send_and_Azures_form_is_stored()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var port = rest.Server.BaseAddress.Port;
        var data = $"{RestCloud.Workspace}/data/readings/versions/1";

        var made = await rest.SendAsync(HttpMethod.Put, $"{data}?api-version={RestCloud.Version}",
            $$"""{"properties":{"dataType":"uri_folder","dataUri":"https://stmlops.blob.localhost:{{port}}/training/day1/"} }""");

        Assert.Equal(201, made.Status);
        Assert.Equal("https://stmlops.blob.core.windows.net/training/day1/",
            (string?)rest.Cloud.Resources.Find(ResourceId.Parse(data))!["properties"]!["dataUri"]);
    }

    [Fact]
    public async Task A_token_for_the_name_that_a_vault_announces_is_good_for_vaults_alone()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var port = rest.Server.BaseAddress.Port;
        var secrets = $"https://kv-mlops.vault.localhost:{port}/secrets?api-version=7.4";
        var challenge = (await rest.SendAsync(HttpMethod.Get, secrets, client: rest.Http(audience: null))).Response.Headers
            .WwwAuthenticate.ToString();
        var client = rest.Http($"https://vault.localhost:{port}");

        Assert.Contains($"authorization=\"https://localhost:{port}/{rest.Cloud.Options.TenantId}\"", challenge,
            StringComparison.Ordinal);
        Assert.Contains($"resource=\"https://vault.localhost:{port}\"", challenge, StringComparison.Ordinal);
        Assert.NotEqual(401, (await rest.SendAsync(HttpMethod.Get, secrets, client: client)).Status);
        Assert.Equal(401, (await rest.SendAsync(HttpMethod.Get,
            $"https://localhost:{port}/subscriptions?api-version=2022-12-01", client: client)).Status);
    }

    [Fact]
    public void What_is_shown_to_a_client_reads_as_what_it_was()
    {
        var name = Gen.Char["abcxyz019"].Array[3, 12].Select(letters => new string(letters));
        var host = Gen.Select(name,
            Of("blob.core.windows.net", "queue.core.windows.net", "vault.azure.net", "azurecr.io", "z6.web.core.windows.net"),
            Of("", "/", "/a/b?c=d"), Gen.Bool);
        Gen.Select(host, Gen.Int[1, 65535]).Sample((parts, port) =>
        {
            var request = new DefaultHttpContext().Request;
            request.Host = new HostString("localhost", port);
            var text = $"{(parts.Item4 ? "https://" : "")}{parts.Item1}.{parts.Item2}{parts.Item3}";
            var shown = LoopbackAddresses.Show(request, text);
            Assert.Contains($".localhost:{port}", shown, StringComparison.Ordinal);
            Assert.Equal(text, LoopbackAddresses.Read(shown));
        });
    }

    private static Gen<string> Of(params string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static async Task<string> AtAsync(RestCloud rest, string id, string host, string path)
    {
        var client = rest.Http();
        client.DefaultRequestHeaders.Authorization = new("Bearer", rest.Server.Tokens.Issue(Audiences.ResourceManager).Value);
        var version = rest.Cloud.Catalog.ApiVersions(ResourceId.Parse(id).Type.ToString())[0];
        var (status, body, _) = await rest.SendAsync(HttpMethod.Get,
            $"https://{host}:{rest.Server.BaseAddress.Port}{id}?api-version={version}", client: client);
        Assert.Equal(200, status);
        JsonNode node = body!["properties"]!;
        foreach (var part in path.Split('.')) node = node[part]!;
        return (string)node!;
    }
}
