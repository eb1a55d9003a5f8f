using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.CommandTesting;
using MlopsInfra.EndToEnd.Tests.Support;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>What the program declares, as an ARM template: well-formed, without a secret, and taken by Azure Resource Manager.</summary>
public sealed partial class ArmTemplateTests : IDisposable
{
    private readonly Mlops _mlops = new();

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task It_has_the_shape_of_a_deployment_template(string stack)
    {
        var text = await TemplateAsync(stack);
        Assert.Equal(text, await TemplateAsync(stack));
        var template = JsonNode.Parse(text)!.AsObject();

        Assert.EndsWith("/subscriptionDeploymentTemplate.json#", template["$schema"]!.GetValue<string>(), StringComparison.Ordinal);
        var deployment = Assert.Single(Resources(template), resource => Text(resource, "type") == "Microsoft.Resources/deployments");
        var inner = deployment["properties"]!["template"]!.AsObject();
        foreach (var part in (JsonObject[])[template, inner])
        {
            Assert.Equal("1.0.0.0", Text(part, "contentVersion"));
            Assert.All(part["parameters"]!.AsObject(), parameter => Assert.Equal("securestring", Text(parameter.Value!.AsObject(), "type")));
            Assert.All(Resources(part), resource =>
            {
                Assert.Matches(@"^[A-Za-z]+(\.[A-Za-z]+)+(/[A-Za-z]+)+$", Text(resource, "type"));
                Assert.Matches(@"^20\d\d-\d\d-\d\d(-preview)?$", Text(resource, "apiVersion"));
                // As many names as the type has segments after its namespace.
                Assert.Equal(Text(resource, "type").Count(character => character == '/'), Text(resource, "name").Split('/').Length);
            });
        }

        // Nothing of the local cloud is left: its subscription, its tenant, what it made up for identities.
        Assert.DoesNotContain("00000000-0000-0000-0000-000000000000", text, StringComparison.Ordinal);
        Assert.DoesNotContain("11111111-1111-1111-1111-111111111111", text, StringComparison.Ordinal);
        Assert.All(
            Resources(inner).Where(resource => Text(resource, "type") == "Microsoft.Authorization/roleAssignments"),
            resource => Assert.StartsWith("[reference(", Text(resource["properties"]!.AsObject(), "principalId"), StringComparison.Ordinal));
        Assert.Equal(Declared(inner), Used().Matches(inner["resources"]!.ToJsonString()).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
        Assert.All(template["metadata"]!["notInThisTemplate"]!.AsArray(), name => Assert.DoesNotContain("azure-native:", name!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task Azure_Resource_Manager_takes_every_resource_of_it(string stack)
    {
        var template = JsonNode.Parse(await TemplateAsync(stack))!.AsObject();
        await using var cloud = EmbeddedCloud.Open(null);
        await using var server = await LocalCloudServer.StartAsync(cloud, new LocalCloudServerOptions { DataFolder = Path.Combine(_mlops.Store, "content") });
        using var deployment = new TemplateDeployment(server, SecretAsync);

        await deployment.DeployAsync(template);

        var declared = Resources(template).Concat(Resources(Resources(template).Last()["properties"]!["template"]!.AsObject())).Count(resource => Text(resource, "type") != "Microsoft.Resources/deployments");
        Assert.Equal(declared, deployment.Ids.Count);
        // What it made is what the program makes: the same ids, apart from what neither names.
        var snapshot = (await _mlops.RunAsync("local", "snapshot", stack)).ExitsWith(0).Json();
        var made = snapshot.GetProperty("deployment").GetProperty("resources").EnumerateArray()
            .Where(resource => resource.GetProperty("type").GetString()!.StartsWith("azure-native:", StringComparison.Ordinal)).Select(resource => resource.GetProperty("id").GetString());
        Assert.Equal(made.Order(StringComparer.OrdinalIgnoreCase), deployment.Ids.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
    }

    public void Dispose() => _mlops.Dispose();

    /// <summary>What a person would look up and give as a parameter.</summary>
    private static async Task<string> SecretAsync(string parameter, TemplateDeployment deployment)
    {
        string Id(string type) => deployment.Ids.Last(id => id[..id.LastIndexOf('/')].EndsWith($"/providers/{type}", StringComparison.OrdinalIgnoreCase));
        if (parameter.EndsWith("EndpointUrl", StringComparison.Ordinal))
        {
            var workflow = Id("Microsoft.Logic/workflows");
            var trigger = (await deployment.AskAsync(HttpMethod.Get, workflow, "2019-05-01"))["properties"]!["definition"]!["triggers"]!.AsObject().First().Key;
            return (await deployment.AskAsync(HttpMethod.Post, $"{workflow}/triggers/{trigger}/listCallbackUrl", "2019-05-01"))["value"]!.GetValue<string>();
        }

        if (parameter.EndsWith("WorkspaceKey", StringComparison.Ordinal))
            return (await deployment.AskAsync(HttpMethod.Post, $"{Id("Microsoft.OperationalInsights/workspaces")}/sharedKeys", "2023-09-01"))["primarySharedKey"]!.GetValue<string>();
        return "any";
    }

    private static IEnumerable<JsonObject> Resources(JsonObject template) => template["resources"]!.AsArray().Select(node => node!.AsObject());

    private static IEnumerable<string> Declared(JsonObject template) => template["parameters"]!.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal);

    private static string Text(JsonObject json, string name) => json[name]!.GetValue<string>();

    [GeneratedRegex(@"\[parameters\((?:\\u0027|')(\w+)(?:\\u0027|')\)\]")]
    private static partial Regex Used();

    private async Task<string> TemplateAsync(string stack)
    {
        var file = Path.Combine(_mlops.Store, $"{Guid.NewGuid()}.json");
        (await _mlops.LocalAsync("preview", stack, "--arm-template", file)).ExitsWith(0);
        return await File.ReadAllTextAsync(file);
    }
}
