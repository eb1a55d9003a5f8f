using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.ContainerRegistry;

/// <summary>The data plane of registries: lists, locks, deletions, and who may do what.</summary>
public sealed class RegistryDataPlaneTests
{
    private const string Host = RegistryPull.Host;

    [Fact]
    public async Task Repositories_tags_and_manifests_are_listed_locked_and_deleted_by_who_may()
    {
        await using var rest = await BuildContextFiles.StartAsync();
        var run = await BuildContextFiles.BuildAsync(rest, "team/scoring:7", ("Dockerfile", "FROM scratch\n"));
        await BuildContextFiles.BuildAsync(rest, "team/scoring:8", ("Dockerfile", "FROM scratch\n"));
        var client = await RegistryPull.SignInAsync(rest, Host);

        Assert.Equal("""["team/scoring"]""", (await GetAsync("/acr/v1/_catalog"))["repositories"]!.ToJsonString());
        Assert.Equal("""["7","8"]""", (await GetAsync("/v2/team/scoring/tags/list"))["tags"]!.ToJsonString());
        var manifest = (await GetAsync("/acr/v1/team/scoring/_manifests"))["manifests"]!.AsArray().Single()!;
        Assert.Equal((RegistryPull.DigestOf(run), """["7","8"]"""),
            ((string?)manifest["digest"], manifest["tags"]!.ToJsonString()));
        Assert.Equal(200, (int)(await client.SendAsync(new(HttpMethod.Head, $"{Host}/v2/team/scoring/manifests/7"))).StatusCode);
        Assert.Equal("MANIFEST_UNKNOWN", await ErrorAsync(HttpMethod.Get, "/v2/team/scoring/manifests/9"));

        await client.PatchAsync($"{Host}/acr/v1/team/scoring/_tags/7",
            new StringContent("""{"deleteEnabled":false}""", Encoding.UTF8, "application/json"));
        Assert.Equal("UNSUPPORTED", await ErrorAsync(HttpMethod.Delete, "/acr/v1/team/scoring/_tags/7"));
        Assert.Equal(202, (int)(await client.DeleteAsync($"{Host}/acr/v1/team/scoring/_tags/8")).StatusCode);
        Assert.Equal("""["7"]""", (await GetAsync("/v2/team/scoring/tags/list"))["tags"]!.ToJsonString());

        async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await client.GetStringAsync(Host + path))!;

        async Task<string?> ErrorAsync(HttpMethod method, string path)
        {
            var answer = await client.SendAsync(new HttpRequestMessage(method, Host + path));
            return (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]![0]!["code"];
        }
    }

    [Fact]
    public async Task A_registry_is_reached_by_address_too_with_a_key_of_its_admin_user()
    {
        await using var rest = await BuildContextFiles.StartAsync();
        await BuildContextFiles.BuildAsync(rest, "scoring:7", ("Dockerfile", "FROM scratch\n"));
        var keys = (await rest.SendAsync(HttpMethod.Post, $"{RestCloud.Registry}/listCredentials?api-version=2025-11-01")).Body!;
        var address = new Uri(rest.Server.BaseAddress, "registry/crmlops");
        var client = rest.Http(audience: null);

        var challenge = (await client.GetAsync($"{address}/v2/")).Headers.WwwAuthenticate.Single();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"crmlops:{keys["passwords"]![1]!["value"]}")));
        var tags = JsonNode.Parse(await client.GetStringAsync($"{address}/v2/scoring/tags/list"))!;

        Assert.Contains($"realm=\"{address}/oauth2/token\"", challenge.Parameter, StringComparison.Ordinal);
        Assert.Equal("""["7"]""", tags["tags"]!.ToJsonString());
    }

    [Fact]
    public async Task Who_may_pull_may_not_delete_and_who_may_nothing_is_denied()
    {
        await using var rest = await BuildContextFiles.StartAsync();
        await BuildContextFiles.BuildAsync(rest, "scoring:7", ("Dockerfile", "FROM scratch\n"));
        var puller = await rest.IdentityAsync("id-puller");
        await rest.GrantAsync(RestCloud.Registry, puller, Role.AcrPull);

        Assert.Equal((200, 403), (await StatusAsync(puller, HttpMethod.Get), await StatusAsync(puller, HttpMethod.Delete)));
        Assert.Equal(403, await StatusAsync(await rest.IdentityAsync("id-nobody"), HttpMethod.Get));
        var anonymous = await rest.Http(audience: null).GetAsync($"{Host}/v2/scoring/manifests/7");
        Assert.Equal(401, (int)anonymous.StatusCode);

        async Task<int> StatusAsync(string principal, HttpMethod method)
        {
            var client = rest.Http(audience: null);
            using var form = new FormUrlEncodedContent([new("grant_type", "access_token"),
                new("access_token", rest.Server.Tokens.Issue("https://containerregistry.azure.net", principal).Value)]);
            var answer = await client.PostAsync($"{Host}/oauth2/exchange", form);
            var refresh = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["refresh_token"]!;
            var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"00000000-0000-0000-0000-000000000000:{refresh}"));
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", basic);
            return (int)(await client.SendAsync(new HttpRequestMessage(method, $"{Host}/v2/scoring/manifests/7"))).StatusCode;
        }
    }
}
