using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Actions;

/// <summary>What computes do when they are told to.</summary>
public sealed class ComputeActionTests
{
    private const string Ws = RestCloud.Workspace;
    private const string Instance = $"{Ws}/computes/ci-ada";
    private const string Query = $"?api-version={RestCloud.Version}";
    private const string Body =
        """{"location":"westeurope","properties":{"computeType":"ComputeInstance","properties":{"vmSize":"Standard_DS2_v2"}}}""";

    [Fact]
    public async Task An_instance_runs_until_it_is_stopped_and_a_PUT_leaves_it_as_it_is()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SeedAsync(Instance, Body);
        Assert.Equal(("Running", "Create"), await StateAsync(rest));

        Assert.Equal(202, await ActAsync(rest, Instance, "stop"));
        Assert.Equal(("Stopped", "Stop"), await StateAsync(rest));
        await rest.SeedAsync(Instance,
            Body.Replace("{\"location", "{\"tags\":{\"a\":\"b\"},\"location", StringComparison.Ordinal));
        Assert.Equal(("Stopped", "Stop"), await StateAsync(rest));
        Assert.Equal(400, await ActAsync(rest, Instance, "restart"));
        Assert.Equal(202, await ActAsync(rest, Instance, "start"));
        Assert.Equal(202, await ActAsync(rest, Instance, "restart"));
        Assert.Equal(("Running", "Restart"), await StateAsync(rest));
    }

    [Fact]
    public async Task The_settings_of_an_instance_are_set_by_actions_of_their_own()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SeedAsync(Instance, Body);

        Assert.Equal(200, await ActAsync(rest, Instance, "updateIdleShutdownSetting", """{"idleTimeBeforeShutdown":"PT30M"}"""));
        Assert.Equal(400, await ActAsync(rest, Instance, "updateIdleShutdownSetting", "{}"));

        Assert.Equal("PT30M",
            (string?)(await rest.PropertiesAsync(Instance))["properties"]!["idleTimeBeforeShutdown"]);
    }

    [Fact]
    public async Task A_cluster_lists_the_nodes_that_it_always_has_and_is_not_stopped()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        const string cluster = $"{Ws}/computes/cpu-two";
        await rest.SeedAsync(cluster,
            """{"location":"westeurope","properties":{"computeType":"AmlCompute","properties":{"vmSize":"Standard_DS2_v2","scaleSettings":{"minNodeCount":2,"maxNodeCount":4}}}}""");

        var nodes = (await rest.SendAsync(HttpMethod.Post, $"{cluster}/listNodes{Query}")).Body!["nodes"]!.AsArray();

        Assert.Equal(["idle", "idle"], nodes.Select(node => (string?)node!["nodeState"]));
        Assert.Equal(2, nodes.Select(node => (string?)node!["nodeId"]).Distinct().Count());
        Assert.Equal(2, (int)(await rest.PropertiesAsync(cluster))["properties"]!["nodeStateCounts"]!["idleNodeCount"]!);
        Assert.Equal(400, await ActAsync(rest, cluster, "stop"));
        await rest.SeedAsync(Instance, Body);
        Assert.Equal(400, await ActAsync(rest, Instance, "listNodes"));
        Assert.Equal(404, await ActAsync(rest, $"{Ws}/computes/none", "start"));
    }

    private static async Task<(string?, string?)> StateAsync(RestCloud rest)
    {
        var shown = (await rest.PropertiesAsync(Instance))["properties"]!;
        return ((string?)shown["state"], (string?)shown["lastOperation"]!["operationName"]);
    }

    // Sent, and waited for as clients do.
    private static async Task<int> ActAsync(RestCloud rest, string compute, string action, string? body = null)
    {
        var sent = await rest.SendAsync(HttpMethod.Post, $"{compute}/{action}{Query}", body);
        if (sent.Response.Headers.Location is not { } operation) return sent.Status;
        await Eventually.FindAsync(async () =>
            (await rest.SendAsync(HttpMethod.Get, operation.PathAndQuery)).Status == 200 ? "ended" : null);
        return sent.Status;
    }
}
