using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Tests.Rest;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Tests.Workloads;

/// <summary>What a process that runs in the cloud gets tokens of its identity by.</summary>
public sealed class WorkloadIdentityTests
{
    private const string Storage = "https://storage.azure.com";
    private const string Endpoint = $"{RestCloud.Workspace}/onlineEndpoints/score";
    private const string Assigned = $"{RestCloud.Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities";

    [Fact]
    public async Task A_deployment_gets_tokens_of_its_endpoints_own_identity_and_of_no_other()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.IdentityAsync("id-other");
        await SeedEndpointAsync(rest, """{"type":"SystemAssigned"}""");
        var identities = Identities(rest);
        using var grant = identities.Open(identities.Of(Endpoint), TokenForm.MachineLearning, Address(rest));
        var other = identities.UserAssigned($"{Assigned}/id-other")!;

        var (status, token) = await MachineLearningAsync(rest, grant, "");
        var byDefault = await MachineLearningAsync(rest, grant,
            $"&clientid={grant.Environment["DEFAULT_IDENTITY_CLIENT_ID"]}");
        var foreign = await MachineLearningAsync(rest, grant, $"&clientid={other.ClientId}");

        Assert.Equal(200, status);
        Assert.Equal(rest.PrincipalOf(Endpoint), PrincipalIn(token));
        Assert.Equal((200, rest.PrincipalOf(Endpoint)), (byDefault.Status, PrincipalIn(byDefault.Body)));
        Assert.Equal((400, "No MSI found for specified ClientId/ResourceId."),
            (foreign.Status, (string?)foreign.Body!["message"]));
        Assert.Equal(
            ["access_token", "client_id", "expires_in", "expires_on", "resource", "token_type"],
            token!.AsObject().Select(pair => pair.Key));
        Assert.Equal((Storage, "Bearer"), ((string)token["resource"]!, (string)token["token_type"]!));
        Assert.True((long)token["expires_on"]! > DateTimeOffset.UtcNow.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task Azure_ML_wants_a_user_assigned_identity_named()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var principal = await rest.IdentityAsync("id-score");
        await SeedEndpointAsync(rest,
            $$"""{"type":"UserAssigned","userAssignedIdentities":{"{{Assigned}}/id-score":{} } }""");
        var identities = Identities(rest);
        using var grant = identities.Open(identities.Of(Endpoint), TokenForm.MachineLearning, Address(rest));

        var unnamed = await MachineLearningAsync(rest, grant, "");
        var named =
            await MachineLearningAsync(rest, grant, $"&clientid={grant.Environment["DEFAULT_IDENTITY_CLIENT_ID"]}");

        Assert.Equal(400, unnamed.Status);
        Assert.Equal((200, principal), (named.Status, PrincipalIn(named.Body)));
    }

    [Fact]
    public async Task The_metadata_service_of_a_container_group_answers_as_Azures()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var one = await rest.IdentityAsync("id-one");
        await rest.IdentityAsync("id-two");
        var identities = Identities(rest);
        var two = identities.UserAssigned($"{Assigned}/id-two")!;
        using var single = identities.Open([identities.UserAssigned($"{Assigned}/id-one")!], TokenForm.InstanceMetadata,
            Address(rest));
        using var both = identities.Open([.. single.Identities, two], TokenForm.InstanceMetadata, Address(rest));

        var only = await MetadataAsync(rest, single, "");
        var ambiguous = await MetadataAsync(rest, both, "");
        var byClient = await MetadataAsync(rest, both, $"&client_id={two.ClientId}");
        var byResource = await MetadataAsync(rest, both, $"&mi_res_id={Uri.EscapeDataString(two.ResourceId)}");
        var unknown = await MetadataAsync(rest, single, $"&client_id={two.ClientId}");
        var plain = await rest.SendAsync(HttpMethod.Get, MetadataUrl(single, ""), client: Anonymous(rest));

        Assert.Equal((200, one), (only.Status, PrincipalIn(only.Body)));
        Assert.Equal((200, two.PrincipalId), (byClient.Status, PrincipalIn(byClient.Body)));
        Assert.Equal((200, two.PrincipalId), (byResource.Status, PrincipalIn(byResource.Body)));
        Assert.Equal(
            (400, "Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the "
                + "token request"),
            (ambiguous.Status, (string?)ambiguous.Body!["error_description"]));
        Assert.Equal((400, "Identity not found"), (unknown.Status, (string?)unknown.Body!["error_description"]));
        Assert.Equal((400, "Required metadata header not specified"),
            (plain.Status, (string?)plain.Body!["error_description"]));
    }

    [Fact]
    public async Task A_secret_is_good_for_one_workload_one_form_and_as_long_as_it_lives()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await SeedEndpointAsync(rest, """{"type":"SystemAssigned"}""");
        var identities = Identities(rest);
        using var other = identities.Open(identities.Of(Endpoint), TokenForm.AppService, Address(rest));
        var grant = identities.Open(identities.Of(Endpoint), TokenForm.MachineLearning, Address(rest));

        var alive = await MachineLearningAsync(rest, grant, "");
        var wrongForm = await rest.SendAsync(HttpMethod.Get, MachineLearningUrl(grant, ""), null, Anonymous(rest),
            ("secret", other.Environment["IDENTITY_HEADER"]));
        var appService = await rest.SendAsync(HttpMethod.Get,
            $"{other.Environment["IDENTITY_ENDPOINT"]}?api-version=2019-08-01&resource={Storage}", null, Anonymous(rest),
            ("X-IDENTITY-HEADER", other.Environment["IDENTITY_HEADER"]));
        var withoutSecret = await rest.SendAsync(HttpMethod.Get, MachineLearningUrl(grant, ""), client: Anonymous(rest));
        grant.Dispose();
        var ended = await MachineLearningAsync(rest, grant, "");

        Assert.Equal((200, 401, 401, 401, 200),
            (alive.Status, wrongForm.Status, withoutSecret.Status, ended.Status, appService.Status));
    }

    [Fact]
    public async Task A_workload_without_an_identity_gets_no_variables()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var identities = Identities(rest);

        using var grant = identities.Open(identities.Of($"{RestCloud.Workspace}/computes/cpu-cluster"),
            TokenForm.MachineLearning, Address(rest));

        Assert.Empty(grant.Environment);
    }

    private static WorkloadIdentities Identities(RestCloud rest) =>
        rest.Server.Application.Services.GetRequiredService<WorkloadIdentities>();

    private static Uri Address(RestCloud rest) => new($"https://127.0.0.1:{rest.Server.BaseAddress.Port}/");

    private static HttpClient Anonymous(RestCloud rest) => rest.Http(audience: null);

    private static Task SeedEndpointAsync(RestCloud rest, string identity) => rest.SeedAsync(Endpoint,
        $$"""{"location":"westeurope","identity":{{identity}},"properties":{"authMode":"Key"} }""");

    private static string MachineLearningUrl(IdentityGrant grant, string more) =>
        $"{grant.Environment["MSI_ENDPOINT"]}?api-version=2017-09-01&resource={Storage}{more}";

    private static async Task<(int Status, JsonNode? Body)> MachineLearningAsync(RestCloud rest, IdentityGrant grant, string more)
    {
        var (status, body, _) = await rest.SendAsync(HttpMethod.Get, MachineLearningUrl(grant, more), null, Anonymous(rest),
            ("secret", grant.Environment["MSI_SECRET"]));
        return (status, body);
    }

    private static string MetadataUrl(IdentityGrant grant, string more) =>
        $"{grant.Environment["AZURE_POD_IDENTITY_AUTHORITY_HOST"]}/metadata/identity/oauth2/token?api-version=2018-02-01"
            + $"&resource={Storage}{more}";

    private static async Task<(int Status, JsonNode? Body)> MetadataAsync(RestCloud rest, IdentityGrant grant, string more)
    {
        var (status, body, _) =
            await rest.SendAsync(HttpMethod.Get, MetadataUrl(grant, more), null, Anonymous(rest), ("Metadata", "true"));
        return (status, body);
    }

    private static string? PrincipalIn(JsonNode? token)
    {
        var claims = ((string)token!["access_token"]!).Split('.')[1];
        return (string?)JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(claims))!["oid"];
    }
}
