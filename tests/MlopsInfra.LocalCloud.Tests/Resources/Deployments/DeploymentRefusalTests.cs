using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Resources.Deployments;

/// <summary>What Azure refuses of a deployment, before it begins and while it goes on.</summary>
public sealed class DeploymentRefusalTests
{
    private const string Identity = """
        {"type":"Microsoft.ManagedIdentity/userAssignedIdentities","apiVersion":"2023-01-31","name":"id-one",
        "location":"westeurope"}
        """;

    [Theory]
    [InlineData("[{}]", "", "InvalidTemplate", "needs a 'type' and a 'name'")]
    [InlineData("""[{"type":"A.B/c","name":"x","apiVersion":"2020-01-01"}]""", "", "InvalidResourceNamespace",
        "'A.B' is invalid")]
    [InlineData("""[{"type":"A.B/c/d","name":"x","apiVersion":"2020-01-01"}]""", "", "InvalidTemplate",
        "incorrect segment lengths")]
    [InlineData($"[{Identity},{Identity}]", "", "InvalidTemplate", "is defined multiple times in a template")]
    [InlineData("[]", "\"parameters\":{\"a\":{\"type\":\"string\"}}", "InvalidTemplate",
        "The value for the template parameter 'a' is not provided")]
    [InlineData("[]", "\"outputs\":{\"a\":{\"type\":\"string\",\"value\":\"[nosuch()]\"}}", "InvalidTemplate",
        "The template function 'nosuch' is not valid")]
    [InlineData("[]", "\"outputs\":{\"a\":{\"type\":\"string\",\"value\":\"[utcNow()]\"}}", "InvalidTemplate",
        "The template function 'utcNow' is not expected at this location")]
    [InlineData("""
        [{"type":"Microsoft.Storage/storageAccounts","apiVersion":"2023-05-01","name":"No!","location":"westeurope"}]
        """, "", "InvalidTemplateDeployment", "AccountNameInvalid")]
    public async Task A_wrong_template_is_refused_before_anything_is_deployed(string resources, string more, string code,
        string says)
    {
        await using var cloud = await DeploymentCloud.StartAsync();
        var body = DeploymentCloud.Body(DeploymentCloud.Template(resources, more));

        var (status, validated) = await cloud.SendAsync(HttpMethod.Post, DeploymentCloud.Path("main/validate"), body);
        var (_, put) = await cloud.SendAsync(HttpMethod.Put, DeploymentCloud.Path("main"), body);

        Assert.Equal(400, status);
        Assert.Equal(code, (string?)validated!["error"]!["code"]);
        Assert.Contains(says, validated.ToJsonString(JsonText.Options), StringComparison.Ordinal);
        Assert.Equal(code, (string?)put!["error"]!["code"]);
        Assert.Equal(404, (await cloud.SendAsync(HttpMethod.Get, DeploymentCloud.Path("main"))).Status);
    }

    [Fact]
    public async Task Resources_that_wait_for_each_other_are_refused()
    {
        await using var cloud = await DeploymentCloud.StartAsync();
        var two = $"[{Identity.Replace("\"name\"", "\"dependsOn\":[\"id-two\"],\"name\"", StringComparison.Ordinal)},"
            + $"{Identity.Replace("id-one\"", "id-two\",\"dependsOn\":[\"id-one\"]", StringComparison.Ordinal)}]";
        var (_, refusal) = await cloud.SendAsync(HttpMethod.Post, DeploymentCloud.Path("main/validate"),
            DeploymentCloud.Body(DeploymentCloud.Template(two)));
        Assert.Contains("Circular dependency detected", refusal!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_template_may_stand_in_the_body_as_az_writes_it_but_no_JSON_at_all_is_refused()
    {
        await using var cloud = await DeploymentCloud.StartAsync();
        const string lenient = """
            {"properties": {"mode": "incremental", "parameters": {}, template: // as a file has it
            {'$schema': 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#', /* so */
            contentVersion: "1.0.0.0", "resources": []}}}
            """;
        Assert.Equal(200, (await cloud.SendAsync(HttpMethod.Post, DeploymentCloud.Path("main/validate"), lenient)).Status);
        var (status, refusal) = await cloud.SendAsync(HttpMethod.Put, DeploymentCloud.Path("main"), "{\"properties\": {");
        Assert.Equal((400, "InvalidRequestContent"), (status, (string?)refusal!["error"]!["code"]));
    }

    [Fact]
    public async Task What_fails_is_told_with_its_reason_and_what_depends_on_it_is_not_begun()
    {
        await using var cloud = await DeploymentCloud.StartAsync();
        const string resources = """
            [{"type":"Microsoft.Network/virtualNetworks/subnets","apiVersion":"2024-05-01","name":"vnet/wide",
              "properties":{"addressPrefix":"10.1.0.0/24"} },
             {"type":"Microsoft.ManagedIdentity/userAssignedIdentities","apiVersion":"2023-01-31","name":"id-after",
              "location":"westeurope","dependsOn":["vnet/wide"]},
             {"type":"Microsoft.ManagedIdentity/userAssignedIdentities","apiVersion":"2023-01-31","name":"id-beside",
              "location":"westeurope"}]
            """;

        var properties = await cloud.DeployAsync(DeploymentCloud.Body(DeploymentCloud.Template(resources)));

        Assert.Equal("Failed", (string?)properties["provisioningState"]);
        Assert.Equal("DeploymentFailed", (string?)properties["error"]!["code"]);
        Assert.Equal("ParentResourceNotFound", (string?)properties["error"]!["details"]![0]!["code"]);
        async Task<int> StatusAsync(string name) => (await cloud.SendAsync(HttpMethod.Get, $"{RestCloud.Group}/providers/"
            + $"Microsoft.ManagedIdentity/userAssignedIdentities/{name}?api-version=2023-01-31")).Status;
        Assert.Equal((404, 200), (await StatusAsync("id-after"), await StatusAsync("id-beside")));
    }

    [Fact]
    public async Task Who_deploys_needs_the_right_to_deploy_and_the_right_to_each_resource()
    {
        await using var cloud = await DeploymentCloud.StartAsync();
        var body = DeploymentCloud.Body(DeploymentCloud.Template($"[{Identity}]"));
        var principal = await cloud.Rest.IdentityAsync("id-deployer");
        var (nobody, _) = await cloud.SendAsync(HttpMethod.Put, DeploymentCloud.Path("main"), body, principal);
        // May deploy, and may do nothing with identities.
        await cloud.Rest.GrantAsync(RestCloud.Group, principal, "17d1049b-9a84-46fb-8f53-869881c3d3ab");
        var (half, refusal) = await cloud.SendAsync(HttpMethod.Put, DeploymentCloud.Path("main"), body, principal);
        await cloud.Rest.GrantAsync(RestCloud.Group, principal, "b24988ac-6180-42a0-ab88-20f7382dd24c");

        var properties = await cloud.DeployAsync(body, objectId: principal);

        Assert.Equal((403, 403), (nobody, half));
        Assert.Equal("InvalidTemplateDeployment", (string?)refusal!["error"]!["code"]);
        Assert.Contains("Microsoft.ManagedIdentity/userAssignedIdentities/write", refusal.ToString(), StringComparison.Ordinal);
        Assert.Equal("Succeeded", (string?)properties["provisioningState"]);
    }

    [Fact]
    public async Task What_is_not_served_says_so()
    {
        await using var cloud = await DeploymentCloud.StartAsync();
        var (status, refusal) = await cloud.SendAsync(HttpMethod.Get,
            DeploymentCloud.Path("main", "/providers/Microsoft.Management/managementGroups/all"));
        Assert.Equal(404, status);
        Assert.Contains("not to management groups", refusal!.ToString(), StringComparison.Ordinal);
        var (_, link) = await cloud.SendAsync(HttpMethod.Put, DeploymentCloud.Path("main"),
            """{"properties":{"mode":"Incremental","templateLink":{"uri":"https://example.com/t.json"} } }""");
        Assert.Equal("InvalidContentLink", (string?)link!["error"]!["code"]);
    }
}
