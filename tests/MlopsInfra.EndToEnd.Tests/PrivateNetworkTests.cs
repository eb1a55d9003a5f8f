using System.Text.Json;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// A private production environment: what a person outside of its network can do with it, and what somebody inside can.
/// </summary>
public sealed class PrivateNetworkTests
{
    [Fact]
    public async Task Prod_is_deployed_from_outside_and_published_to_from_inside()
    {
        using var mlops = new Mlops();

        var outside = (await mlops.LocalAsync("up", "prod")).ExitsWith(1);
        Assert.Contains("Publishing the training pipeline", outside.Output, StringComparison.Ordinal);
        var refusal = Assert.Single(outside.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("error AuthorizationFailure: The storage account 'stmlopsprod", refusal, StringComparison.Ordinal);
        Assert.Contains("--from-network", refusal, StringComparison.Ordinal);
        Assert.Contains("docs/private-environments.md", refusal, StringComparison.Ordinal);

        var again = (await mlops.RunAsync("publish", "prod", "--local", "--json", "--store", mlops.Store)).ExitsWith(1).Json();
        Assert.Equal("AuthorizationFailure", again.GetProperty("error").GetProperty("code").GetString());

        var inside = (await mlops.RunAsync("publish", "prod", "--local", "--from-network", "--store", mlops.Store)).ExitsWith(0);
        Assert.Contains("--from-network: this stands in the network 'vnet-mlops-prod'.", inside.Output, StringComparison.Ordinal);
        Assert.Contains("Published: batch endpoint", inside.Output, StringComparison.Ordinal);

        // What runs on this machine may be asked for from anywhere.
        var jobs = (await mlops.RunAsync("local", "jobs", "prod", "--store", mlops.Store)).ExitsWith(0);
        Assert.Contains("Stack prod has no jobs.", jobs.Output, StringComparison.Ordinal);

        var unchanged = (await mlops.LocalAsync("up", "prod", "--from-network", "--json")).ExitsWith(0).Json();
        Assert.All(unchanged.GetProperty("published").GetProperty("assets").EnumerateArray().Select(Op),
            op => Assert.Equal("same", op));
    }

    [Fact]
    public async Task Where_there_is_no_network_everybody_stands_outside_and_is_told_so()
    {
        using var mlops = new Mlops();

        var up = (await mlops.LocalAsync("up", "dev", "--from-network")).ExitsWith(0);

        Assert.Contains("--from-network: the environment has no network, so this stands outside, as everybody does.", up.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Azure_a_run_stands_where_it_stands()
    {
        using var mlops = new Mlops();

        var refused = (await mlops.RunAsync("publish", "prod", "--from-network", "--store", mlops.Store)).ExitsWith(2);

        Assert.Contains("--from-network is for the local cloud, with --local", refused.Error, StringComparison.Ordinal);
    }

    private static string? Op(JsonElement asset) => asset.GetProperty("op").GetString();
}
