using Azure;
using MlopsInfra.LocalCloud.Rest.Tokens;

namespace MlopsInfra.LocalCloud.Tests.Rest;

/// <summary>What Azure Resource Manager refuses, in its order and its words.</summary>
public sealed class ArmRefusalTests
{
    [Theory]
    [InlineData("?api-version=2023-01-01", 404, "ResourceNotFound")]
    [InlineData("", 400, "MissingApiVersionParameter")]
    [InlineData("?api-version=latest", 400, "InvalidApiVersionParameter")]
    [InlineData("?api-version=2001-01-01", 400, "NoRegisteredProviderFound")]
    public async Task The_front_door_refuses_in_Azures_words(string query, int status, string code)
    {
        await using var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");

        var answer = await rest.SendAsync(HttpMethod.Get, RestCloud.Account + query);

        Assert.Equal(status, answer.Status);
        Assert.Equal(code, (string?)answer.Body!["error"]!["code"]);
    }

    [Theory]
    [InlineData("/subscriptions/S/resourceGroups/none/providers/Microsoft.Storage/storageAccounts/stx", "ResourceGroupNotFound")]
    [InlineData("/subscriptions/S/resourceGroups/rg/providers/Microsoft.Nothing/things/x", "InvalidResourceNamespace")]
    [InlineData("/subscriptions/S/resourceGroups/rg/providers/Microsoft.Storage/things/x", "InvalidResourceType")]
    [InlineData("/subscriptions/S/resourceGroups/rg/providers", "InvalidResourceId")]
    public async Task What_does_not_exist_is_named_by_its_kind(string path, string code)
    {
        await using var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");

        var answer = await rest.SendAsync(HttpMethod.Get,
            path.Replace("/S/", $"/{RestCloud.Subscription}/", StringComparison.Ordinal) + "?api-version=2023-01-01");

        Assert.Equal(404, answer.Status);
        Assert.Equal(code, (string?)answer.Body!["error"]!["code"]);
    }

    // The same rules as for programs (Compute/SizeMistakes), in the envelope of the REST side.
    [Theory]
    [InlineData("Microsoft.MachineLearningServices/workspaces/mlw/computes/gpu", 400, "InvalidPropertyValue", """
        {"location":"westeurope","properties":{"computeType":"AmlCompute","properties":{"vmSize":"Standard_NC6s_v3"} } }
        """)]
    [InlineData("Microsoft.ContainerService/managedClusters/aks", 400, "SystemPoolSkuTooLow", """
        {"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"dnsPrefix":"aks",
         "agentPoolProfiles":[{"name":"system","mode":"System","count":1,"vmSize":"Standard_DS1_v2"}]} }
        """)]
    [InlineData("Microsoft.Compute/virtualMachines/vm-runner", 400, "InvalidParameter",
        """{"location":"westeurope","properties":{"hardwareProfile":{"vmSize":"Standard_DS3_v22"} } }""")]
    [InlineData("Microsoft.ContainerInstance/containerGroups/ci", 409, "ServiceUnavailable", """
        {"location":"westeurope","properties":{"osType":"Linux","containers":[{"name":"c","properties":{"image":"mcr.microsoft.com/i",
         "resources":{"requests":{"cpu":64,"memoryInGB":4} } } }]} }
        """)]
    [InlineData("Microsoft.ContainerInstance/containerGroups/ci", 400, "InvalidTagNameCharacters",
        """{"location":"westeurope","tags":{"<owner>":"team"},"properties":{"osType":"Linux","containers":[]} }""")]
    public async Task A_machine_that_there_is_none_of_is_refused_over_REST(string path, int status, string code, string body)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        var answer = await rest.SendAsync(HttpMethod.Put, $"{RestCloud.Group}/providers/{path}?api-version=2099-01-01", body);

        Assert.Equal((status, code), (answer.Status, (string?)answer.Body!["error"]!["code"]));
    }

    [Theory]
    [InlineData(50, 201, null)]
    [InlineData(51, 400, "TooManyTags")]
    public async Task A_group_has_fifty_tags_at_most(int count, int status, string? code)
    {
        await using var rest = await RestCloud.StartAsync();
        var tags = Enumerable.Range(1, count).ToDictionary(number => $"tag{number}", _ => "x");

        var answer = await rest.SendAsync(HttpMethod.Put, $"{RestCloud.Group}?api-version=2024-03-01",
            new { location = "westeurope", tags });

        Assert.Equal((status, code), (answer.Status, (string?)answer.Body!["error"]?["code"]));
    }

    [Fact]
    public async Task Tokens_are_for_one_audience_and_one_server_and_there_must_be_one()
    {
        await using var rest = await RestCloud.StartAsync();
        await using var other = await RestCloud.StartAsync();
        var path = "/subscriptions?api-version=2022-12-01";

        var without = await rest.SendAsync(HttpMethod.Get, path, client: rest.Http(audience: null));
        var wrong = await rest.SendAsync(HttpMethod.Get, path, client: rest.Http(Audiences.Storage));
        var foreign = rest.Http(audience: null);
        foreign.DefaultRequestHeaders.Authorization = new("Bearer", other.Server.Tokens.Issue(Audiences.ResourceManager).Value);

        Assert.Equal((401, "AuthenticationFailed"), (without.Status, (string?)without.Body!["error"]!["code"]));
        Assert.Contains("authorization_uri", without.Response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal((401, "InvalidAuthenticationTokenAudience"), (wrong.Status, (string?)wrong.Body!["error"]!["code"]));
        Assert.Equal("InvalidAuthenticationToken",
            (string?)(await rest.SendAsync(HttpMethod.Get, path, client: foreign)).Body!["error"]!["code"]);
    }

    [Fact]
    public async Task A_principal_without_a_role_may_not_read()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        var answer = await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Workspace}?api-version={RestCloud.Version}",
            client: rest.Http(objectId: Guid.NewGuid().ToString()));

        Assert.Equal((403, "AuthorizationFailed"), (answer.Status, (string?)answer.Body!["error"]!["code"]));
    }

    [Fact]
    public async Task What_the_control_plane_refuses_arrives_as_RequestFailedException()
    {
        await using var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        var id = $"{RestCloud.Group}/providers/Microsoft.Storage/storageAccounts/Not_A_Name";

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => rest.PutAsync(id, new { }, "westeurope"));

        Assert.Equal((400, "AccountNameInvalid"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task Bad_bodies_are_refused_and_nothing_is_written()
    {
        await using var rest = await RestCloud.StartAsync();
        var writes = rest.Cloud.Statistics.Writes;

        var text = await rest.SendAsync(HttpMethod.Put, $"{RestCloud.Group}?api-version=2021-04-01", "{no json");
        var list = await rest.SendAsync(HttpMethod.Put, $"{RestCloud.Group}?api-version=2021-04-01", "[]");
        var other = await rest.SendAsync(HttpMethod.Put, $"{RestCloud.Group}?api-version=2021-04-01",
            new { id = "/subscriptions/x/resourceGroups/other", location = "westeurope" });
        var twice = await rest.SendAsync(HttpMethod.Put, $"{RestCloud.Group}?api-version=2021-04-01",
            """{"location":"westeurope","tags":{"team":"one","team":"two"}}""");

        Assert.All([text, list, other, twice],
            answer => Assert.Equal((400, "InvalidRequestContent"), (answer.Status, (string?)answer.Body!["error"]!["code"])));
        Assert.Equal(writes, rest.Cloud.Statistics.Writes);
    }
}
