using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Identity;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Identity;

/// <summary>Ways to sign in, and how Entra ID refuses.</summary>
public sealed class SignInTests
{
    private const string Az = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
    private static readonly TokenRequestContext ResourceManager = new([Audiences.ResourceManager + "/.default"]);

    [Fact]
    public async Task Microsofts_client_signs_in_by_device_code_and_goes_on_without_asking_again()
    {
        await using var rest = await RestCloud.StartAsync();
        var asked = 0;
        var credential = new DeviceCodeCredential(new DeviceCodeCredentialOptions
        {
            AuthorityHost = rest.Server.BaseAddress, DisableInstanceDiscovery = true, Transport = rest.Transport(),
            TenantId = rest.Cloud.Options.TenantId, ClientId = Az,
            DeviceCodeCallback = (_, _) => Task.FromResult(asked++),
        });

        var token = await credential.GetTokenAsync(ResourceManager, CancellationToken.None);
        var other = await credential.GetTokenAsync(new TokenRequestContext([Audiences.Storage + "/.default"]),
            CancellationToken.None);

        Assert.Equal(1, asked);
        Assert.Equal(200, await ListAsync(rest, token.Token));
        Assert.Equal(401, await ListAsync(rest, other.Token));
    }

    [Fact]
    public async Task A_browser_brings_a_code_to_this_machine_alone_and_it_is_good_once()
    {
        await using var rest = await RestCloud.StartAsync();
        var client = rest.Http(audience: null);
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        string Authorize(string redirect) => $"{Tenant(rest)}/oauth2/v2.0/authorize?client_id={Az}&response_type=code&state=s"
            + $"&nonce=n&code_challenge={challenge}&code_challenge_method=S256&redirect_uri={Uri.EscapeDataString(redirect)}";

        var (elsewhere, _, _) = await rest.SendAsync(HttpMethod.Get, Authorize("https://example.org/"), client: client);
        var (status, _, response) = await rest.SendAsync(HttpMethod.Get, Authorize("http://localhost:8400/"), client: client);
        var code = response.Headers.Location!.Query.TrimStart('?').Split('&')[0]["code=".Length..];
        (string, string)[] form = [("grant_type", "authorization_code"), ("client_id", Az), ("code", code),
            ("scope", "openid profile"), ("redirect_uri", "http://localhost:8400/"), ("code_verifier", verifier)];
        var first = await PostAsync(client, $"{Tenant(rest)}/oauth2/v2.0/token", form);
        var second = await PostAsync(client, $"{Tenant(rest)}/oauth2/v2.0/token", form);

        Assert.Equal((400, 302), (elsewhere, status));
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(((string)first["id_token"]!).Split('.')[1]))!;
        Assert.Equal(("n", Az), ((string?)claims["nonce"], (string?)claims["aud"]));
        Assert.Equal(70008, (int)second["error_codes"]![0]!);
    }

    [Theory]
    [InlineData("99999999-9999-9999-9999-999999999999", "33333333-3333-3333-3333-333333333333", "client_credentials", 90002)]
    [InlineData(null, "44444444-4444-4444-4444-444444444444", "client_credentials", 700016)]
    [InlineData(null, "33333333-3333-3333-3333-333333333333", "password", 70003)]
    [InlineData(null, "33333333-3333-3333-3333-333333333333", "refresh_token", 700082)]
    [InlineData(null, "33333333-3333-3333-3333-333333333333", "device_code", 70020)]
    public async Task A_refusal_has_Entras_number(string? tenant, string clientId, string grant, int number)
    {
        await using var rest = await RestCloud.StartAsync();
        var address = tenant is null ? Tenant(rest) : $"https://login.microsoftonline.com/{tenant}";

        var answer = await PostAsync(rest.Http(audience: null), $"{address}/oauth2/v2.0/token", ("grant_type", grant),
            ("client_id", clientId), ("client_secret", "x"), ("scope", "https://management.azure.com/.default"));

        Assert.Equal(number, (int)answer["error_codes"]![0]!);
        Assert.StartsWith($"AADSTS{number}: ", (string?)answer["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_tenant_that_is_not_there_nothing_can_be_discovered()
    {
        await using var rest = await RestCloud.StartAsync();

        var (status, body, _) = await rest.SendAsync(HttpMethod.Get,
            "https://login.microsoftonline.com/contoso.example/v2.0/.well-known/openid-configuration",
            client: rest.Http(audience: null));

        Assert.Equal((400, 90002), (status, (int)body!["error_codes"]![0]!));
    }

    [Fact]
    public async Task Both_forms_of_the_token_route_are_where_the_configuration_says()
    {
        await using var rest = await RestCloud.StartAsync();
        var client = rest.Http(audience: null);
        foreach (var (version, parameter) in new[] { ("", "resource"), ("/v2.0", "scope") })
        {
            var openId = (await rest.SendAsync(HttpMethod.Get, $"{Tenant(rest)}{version}/.well-known/openid-configuration",
                client: client)).Body!;
            Assert.EndsWith($"/oauth2{version}/token", (string?)openId["token_endpoint"], StringComparison.Ordinal);
            var answer = await PostAsync(client, (string)openId["token_endpoint"]!, ("grant_type", "client_credentials"),
                ("client_id", rest.Cloud.Options.DeployerClientId), ("client_secret", "x"),
                (parameter, "https://management.core.windows.net/"));
            Assert.Equal(200, await ListAsync(rest, (string)answer["access_token"]!));
        }
    }

    [Fact]
    public async Task A_token_that_has_ended_is_refused_as_one_that_was_never_issued_is_in_its_own_words()
    {
        var clock = new MovableClock();
        await using var rest = await RestCloud.StartAsync(cloudOptions: new LocalCloudOptions { Time = clock });
        var token = rest.Server.Tokens.Issue(Audiences.ResourceManager).Value;

        Assert.Equal(200, await ListAsync(rest, token));
        clock.Advance(61 * 60);
        var expired = await SubscriptionsAsync(rest, token);
        var foreign = await SubscriptionsAsync(rest, "e30.e30.x");

        Assert.Equal((401, "ExpiredAuthenticationToken"), (expired.Status, (string?)expired.Body!["error"]!["code"]));
        Assert.Equal((401, "InvalidAuthenticationToken"), (foreign.Status, (string?)foreign.Body!["error"]!["code"]));
    }

    [Fact]
    public async Task The_metadata_service_takes_the_only_identity_and_asks_which_of_several()
    {
        await using var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        var url = new Uri(rest.Server.BaseAddress,
            "metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://management.azure.com/").AbsoluteUri;
        Task<(int Status, JsonNode? Body, HttpResponseMessage Response)> AskAsync() =>
            rest.SendAsync(HttpMethod.Get, url, null, rest.Http(audience: null), ("Metadata", "true"));

        var none = await AskAsync();
        await rest.IdentityAsync("id-one");
        var one = await AskAsync();
        await rest.IdentityAsync("id-two");
        var two = await AskAsync();

        Assert.Equal((400, 200, 400), (none.Status, one.Status, two.Status));
        Assert.Contains("Multiple user assigned identities", (string?)two.Body!["error_description"], StringComparison.Ordinal);
    }

    private static string Tenant(RestCloud rest) => $"https://login.microsoftonline.com/{rest.Cloud.Options.TenantId}";

    private static async Task<int> ListAsync(RestCloud rest, string token) => (await SubscriptionsAsync(rest, token)).Status;

    private static Task<(int Status, JsonNode? Body, HttpResponseMessage Response)> SubscriptionsAsync(
        RestCloud rest, string token) => rest.SendAsync(
            HttpMethod.Get, "/subscriptions?api-version=2022-12-01", null, rest.Http(audience: null),
            ("Authorization", $"Bearer {token}"));

    private static async Task<JsonNode> PostAsync(HttpClient client, string address, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        using var answer = await client.PostAsync(new Uri(address), content);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
