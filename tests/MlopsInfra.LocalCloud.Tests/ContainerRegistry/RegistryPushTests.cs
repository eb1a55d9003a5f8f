using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.ContainerRegistry;

/// <summary>What clients push into a registry, and what a registry has besides its images.</summary>
public sealed class RegistryPushTests
{
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    private const string Server = "https://crmlops.azurecr.io";

    [Fact]
    public async Task What_is_pushed_is_pulled_again_as_it_was()
    {
        await using var rest = await StartAsync();
        using var client = await SignInAsync(rest);
        var layer = await PushAsync(client, "pumps", inParts: true);
        var configuration = await PushAsync(client, "{}", inParts: false);
        var manifest = JsonSerializer.Serialize(new
        {
            schemaVersion = 2, mediaType = ManifestType,
            config = new { mediaType = "application/vnd.oci.image.config.v1+json", size = 2, digest = configuration },
            layers = new[] { new { mediaType = "application/vnd.oci.image.layer.v1.tar", size = 5, digest = layer } },
        });
        // The slash of a repository is written by some clients as it is, by others not.
        Assert.Equal(201, await PutManifestAsync(client, "js%2Fpumps", manifest));
        using var pulled = await client.GetAsync(new Uri($"{Server}/v2/js/pumps/manifests/1"));
        Assert.Equal(manifest, await pulled.Content.ReadAsStringAsync());
        Assert.Equal(ManifestType, pulled.Content.Headers.ContentType!.MediaType);
        Assert.Equal("pumps", await client.GetStringAsync(new Uri($"{Server}/v2/js/pumps/blobs/{layer}")));
        var listed = JsonNode.Parse(await client.GetStringAsync(new Uri($"{Server}/acr/v1/js%2Fpumps/_manifests")))!;
        Assert.Equal(ManifestType, (string?)listed["manifests"]![0]!["mediaType"]);
    }

    [Fact]
    public async Task A_push_that_does_not_hold_together_is_refused()
    {
        await using var rest = await StartAsync();
        using var client = await SignInAsync(rest);
        using var wrong = await client.PostAsync(new Uri($"{Server}/v2/pumps/blobs/uploads/?digest={Digest("other")}"),
            new ByteArrayContent(Encoding.UTF8.GetBytes("pumps")));
        Assert.Equal(400, (int)wrong.StatusCode);
        Assert.Equal(404, await PutManifestAsync(client, "pumps",
            $$"""{"schemaVersion":2,"config":{"digest":"{{Digest("nothing")}}"},"layers":[]}"""));
        Assert.Equal(400, await PutManifestAsync(client, "pumps", "none"));
        using var reader = await SignInAsync(rest, "reader", Role.AcrPull);
        using var denied = await reader.PostAsync(new Uri($"{Server}/v2/pumps/blobs/uploads/"), null);
        Assert.Equal(403, (int)denied.StatusCode);
    }

    [Fact]
    public async Task A_registry_has_usages_passwords_that_can_be_made_anew_and_scope_maps_of_the_system()
    {
        await using var rest = await StartAsync();
        var usages = await AskAsync(rest, HttpMethod.Get, "/listUsages");
        var size = usages["value"]!.AsArray().Single(one => (string?)one!["name"] == "Size")!;
        Assert.Equal(100L * 1024 * 1024 * 1024, (long)size["limit"]!);

        var before = (await AskAsync(rest, HttpMethod.Post, "/listCredentials"))["passwords"]!;
        var after = (await AskAsync(rest, HttpMethod.Post, "/regenerateCredential", new { name = "password2" }))["passwords"]!;
        Assert.Equal((string?)before[0]!["value"], (string?)after[0]!["value"]);
        Assert.NotEqual((string?)before[1]!["value"], (string?)after[1]!["value"]);
        var listed = (await AskAsync(rest, HttpMethod.Post, "/listCredentials"))["passwords"]!;
        Assert.Equal(after.ToJsonString(), listed.ToJsonString());

        var maps = (await AskAsync(rest, HttpMethod.Get, "/scopeMaps"))["value"]!.AsArray();
        Assert.Contains(maps, map => (string?)map!["name"] == "_repositories_pull");
    }

    [Fact]
    public async Task An_image_that_a_registry_here_does_not_have_is_not_imported_from_it()
    {
        await using var rest = await StartAsync();
        var answer = await rest.SendAsync(HttpMethod.Post, $"{RestCloud.Registry}/importImage?api-version=2025-11-01", new
        {
            source = new { registryUri = "crmlops.azurecr.io", sourceImage = "nothing:1" }, targetTags = new[] { "nothing:1" },
        });
        Assert.Equal((404, "ManifestUnknown"), (answer.Status, (string?)answer.Body!["error"]!["code"]));
    }

    private static async Task<RestCloud> StartAsync()
    {
        var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.SeedAsync(RestCloud.Registry,
            """{"location":"westeurope","sku":{"name":"Standard"},"properties":{"adminUserEnabled":true}}""");
        return rest;
    }

    private static async Task<JsonNode> AskAsync(RestCloud rest, HttpMethod method, string path, object? body = null) =>
        (await rest.SendAsync(method, $"{RestCloud.Registry}{path}?api-version=2025-11-01", body)).Body!;

    private static async Task<HttpClient> SignInAsync(RestCloud rest, string? identity = null, string? role = null)
    {
        var client = rest.Http(audience: null);
        var principal = identity is null ? null : await rest.IdentityAsync(identity);
        if (role is not null) await rest.GrantAsync(RestCloud.Registry, principal!, role);
        var refresh = await TokenAsync(client, "exchange", new()
        {
            ["grant_type"] = "access_token", ["service"] = "crmlops.azurecr.io",
            ["access_token"] = rest.Server.Tokens.Issue(Audiences.ResourceManager, principal).Value,
        });
        var access = await TokenAsync(client, "token", new()
        {
            ["grant_type"] = "refresh_token", ["service"] = "crmlops.azurecr.io", ["scope"] = "repository:pumps:pull,push",
            ["refresh_token"] = (string)refresh["refresh_token"]!,
        });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)access["access_token"]!);
        return client;
    }

    private static async Task<JsonNode> TokenAsync(HttpClient client, string route, Dictionary<string, string> form)
    {
        using var answer = await client.PostAsync(new Uri($"{Server}/oauth2/{route}"), new FormUrlEncodedContent(form));
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private static async Task<string> PushAsync(HttpClient client, string content, bool inParts)
    {
        var (digest, bytes) = (Digest(content), new ByteArrayContent(Encoding.UTF8.GetBytes(content)));
        using var begun = await client.PostAsync(new Uri($"{Server}/v2/js/pumps/blobs/uploads/"), null);
        var upload = new Uri(new Uri(Server), begun.Headers.Location!);
        if (inParts) (await client.PatchAsync(upload, bytes)).Dispose();
        using var ended = await client.PutAsync(new Uri($"{upload}?digest={digest}"), inParts ? null : bytes);
        Assert.Equal((201, digest), ((int)ended.StatusCode, ended.Headers.GetValues("Docker-Content-Digest").Single()));
        return digest;
    }

    private static async Task<int> PutManifestAsync(HttpClient client, string repository, string manifest)
    {
        using var content = new StringContent(manifest, Encoding.UTF8, ManifestType);
        content.Headers.ContentType!.CharSet = null;
        using var answer = await client.PutAsync(new Uri($"{Server}/v2/{repository}/manifests/1"), content);
        return (int)answer.StatusCode;
    }

    private static string Digest(string content) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}
