using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.ContainerInstances;

/// <summary>Groups where nothing is executed: what is said of them, and what a region has for them.</summary>
public sealed class SimulatedGroupTests
{
    private const string Group = $"{RestCloud.Group}/providers/Microsoft.ContainerInstance/containerGroups/ci";
    private const string Location =
        $"/subscriptions/{RestCloud.Subscription}/providers/Microsoft.ContainerInstance/locations/westeurope";

    [Fact]
    public async Task A_group_is_stopped_and_started_as_one_that_runs()
    {
        await using var rest = await StartAsync();
        Assert.Equal(("Running", "Running"), await StateAsync(rest));
        Assert.Equal(204, (await AskAsync(rest, HttpMethod.Post, $"{Group}/stop")).Status);
        Assert.Equal(("Stopped", "Terminated"), await StateAsync(rest));
        Assert.Equal(202, (await AskAsync(rest, HttpMethod.Post, $"{Group}/start")).Status);
        Assert.Equal(("Running", "Running"), await StateAsync(rest));
        Assert.Equal(204, (await AskAsync(rest, HttpMethod.Post, $"{Group}/restart")).Status);
    }

    [Fact]
    public async Task A_terminal_is_refused_in_a_sentence()
    {
        await using var rest = await StartAsync();
        var exec = new { command = "/bin/sh", terminalSize = new { rows = 10, cols = 80 } };
        var refused = await AskAsync(rest, HttpMethod.Post, $"{Group}/containers/hello/exec", exec);
        Assert.Equal((501, "NotImplemented"), (refused.Status, (string?)refused.Body!["error"]!["code"]));
        Assert.Equal(501, (await AskAsync(rest, HttpMethod.Post, $"{Group}/containers/hello/attach")).Status);
        var none = await AskAsync(rest, HttpMethod.Post, $"{Group}/containers/other/exec", exec);
        Assert.Equal((404, "ContainerNotFound"), (none.Status, (string?)none.Body!["error"]!["code"]));
    }

    [Fact]
    public async Task A_region_has_usages_capabilities_and_the_images_of_its_groups()
    {
        await using var rest = await StartAsync();
        var usages = (await AskAsync(rest, HttpMethod.Get, $"{Location}/usages")).Body!["value"]!.AsArray();
        Assert.Equal(1, (int)usages.Single(one => (string?)one!["name"]!["value"] == "ContainerGroups")!["currentValue"]!);
        var capabilities = (await AskAsync(rest, HttpMethod.Get, $"{Location}/capabilities")).Body!["value"]!;
        Assert.Equal(31, (int)capabilities[0]!["capabilities"]!["maxCpu"]!);
        var images = (await AskAsync(rest, HttpMethod.Get, $"{Location}/cachedImages")).Body!["value"]!.AsArray();
        Assert.Equal("mcr.microsoft.com/hello:1", (string?)Assert.Single(images)!["image"]);
        Assert.Empty((await AskAsync(rest, HttpMethod.Get, $"{Group}/outboundNetworkDependenciesEndpoints")).Body!.AsArray());
    }

    private static async Task<RestCloud> StartAsync()
    {
        var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.SeedAsync(Group,
            """{"location":"westeurope","properties":{"osType":"Linux","containers":[{"name":"hello","properties":{"image":"mcr.microsoft.com/hello:1","resources":{"requests":{"cpu":1,"memoryInGB":1}}}}]}}""");
        return rest;
    }

    private static async Task<(int Status, JsonNode? Body)> AskAsync(RestCloud rest, HttpMethod method, string path,
        object? body = null)
    {
        var answer = await rest.SendAsync(method, $"{path}?api-version=2025-09-01", body);
        return (answer.Status, answer.Body);
    }

    private static async Task<(string? Group, string? Container)> StateAsync(RestCloud rest)
    {
        var properties = await rest.PropertiesAsync(Group);
        return ((string?)properties["instanceView"]!["state"],
            (string?)properties["containers"]![0]!["properties"]!["instanceView"]!["currentState"]!["state"]);
    }
}
