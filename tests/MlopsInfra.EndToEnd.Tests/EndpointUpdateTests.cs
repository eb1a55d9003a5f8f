using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>What releases set on an endpoint survives a change of the stack.</summary>
public sealed class EndpointUpdateTests : IDisposable
{
    private const string Stack = "scoring";

    private const string Configuration = """
        config:
          mlops-infra:workload: mlops
          mlops-infra:environment: score
          mlops-infra:location: westeurope
          mlops-infra:tags:
            owner: ml-platform
          mlops-infra:registry:
            sku: Premium
          mlops-infra:productionScoring:
            enabled: true
            allowInsecureConnections: true
        """;

    private readonly Mlops _mlops = new();
    private readonly ProjectCopy _project = new();

    public void Dispose()
    {
        _mlops.Dispose();
        _project.Dispose();
    }

    [Fact]
    public async Task A_tag_replaces_nothing_and_leaves_the_traffic_alone_and_a_refresh_brings_it_into_what_an_update_sends()
    {
        _project.WriteStack(Stack, Configuration);
        var outputs = (await RunAsync("up", "--no-publish")).GetProperty("outputs");
        var released = await TrafficAsync(outputs, release: true);
        Assert.Equal("""{"blue":100}""", released);

        _project.WriteStack(Stack, Configuration.Replace("ml-platform", "team-b", StringComparison.Ordinal));
        var tagged = await RunAsync("preview");
        Assert.Equal(["update"],
            tagged.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("op").GetString())
                .Where(op => op != "same").Distinct());
        Assert.Empty(Lost(tagged));
        await RunAsync("up", "--no-publish");
        Assert.Equal(released, await TrafficAsync(outputs));

        // What a review asks for where an endpoint has to be updated: a refresh brings the traffic into the inputs, and those are
        // sent along.
        Assert.Null(Inputs()["traffic"]);
        await RunAsync("refresh");
        Assert.Equal(released, Inputs()["traffic"]?.ToJsonString());
    }

    private JsonObject Inputs() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(_mlops.Store, "stacks", $"{Stack}.json")))!["deployment"]!["resources"]!
            .AsArray()
        .Single(
            resource => resource!["type"]!.GetValue<string>()
                == "azure-native:machinelearningservices:OnlineEndpoint")!["inputs"]!["properties"]!.AsObject();

    private static IEnumerable<string> Lost(JsonElement preview) =>
        !preview.TryGetProperty("findings", out var findings) ? [] : findings.EnumerateArray()
        .Where(finding => finding.GetProperty("kind").GetString() == "valueLost")
        .Select(finding => finding.GetProperty("path").GetString()!).ToList();

    private async Task<JsonElement> RunAsync(string operation, params string[] options) =>
        (await _mlops.LocalAsync([operation, Stack, .. options, "--project", _project.Directory, "--json"])).ExitsWith(0).Json();

    // A release, as a team's own tool makes it: a deployment, and all of the traffic for it.
    private async Task<string> TrafficAsync(JsonElement outputs, bool release = false)
    {
        var deployer = outputs.GetProperty("tenantId").GetString()!;
        await using var served = await ServedCloud.StartAsync(_mlops, Stack, _project.Directory);
        var credential = served.Deployer(deployer);
        var endpoints = $"{outputs.GetProperty("workspaceId").GetString()}/onlineEndpoints";
        const string Version = "?api-version=2025-12-01";
        var endpoint = (await served.GetAsync(credential, $"{endpoints}{Version}"))["value"]![0]!;
        var id = $"{endpoints}/{endpoint["name"]}";
        if (release)
        {
            var deployment = JsonNode.Parse("""
                {"location":"westeurope","sku":{"name":"Default","capacity":1},"properties":{"endpointComputeType":"Kubernetes","instanceType":"defaultinstancetype"}}
                """);
            await served.SendAsync(credential, HttpMethod.Put, $"{id}/deployments/blue{Version}", deployment);
            var body = new JsonObject
            {
                ["location"] = "westeurope", ["identity"] = endpoint["identity"]!.DeepClone(),
                ["tags"] = endpoint["tags"]?.DeepClone(),
                ["properties"] = endpoint["properties"]!.DeepClone(),
            };
            foreach (var readOnly in (string[])["scoringUri", "swaggerUri", "provisioningState"])
                body["properties"]!.AsObject().Remove(readOnly);
            body["properties"]!["traffic"] = new JsonObject { ["blue"] = 100 };
            await served.SendAsync(credential, HttpMethod.Put, $"{id}{Version}", body);
        }

        return (await served.GetAsync(credential, $"{id}{Version}"))["properties"]!["traffic"]!.ToJsonString();
    }
}
