using System.Text.Json;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>How long Azure would take for prod: no longer than it must.</summary>
public sealed class SimulatedLatencyTests
{
    [Fact]
    public async Task Prod_depends_on_nothing_that_azure_does_not_need()
    {
        using var mlops = new Mlops();

        var preview = (await mlops.LocalAsync("preview", "prod", "--simulate-latency", "--json")).ExitsWith(0).Json()
            .GetProperty("simulation");
        var up = (await mlops.LocalAsync("up", "prod", "--no-publish", "--simulate-latency", "--json")).ExitsWith(0).Json()
            .GetProperty("simulation");

        var duration = up.GetProperty("durationSeconds").GetDouble();
        Assert.Equal(duration, preview.GetProperty("durationSeconds").GetDouble());
        Assert.InRange(duration, up.GetProperty("unavoidableSeconds").GetDouble(),
            1.10 * up.GetProperty("unavoidableSeconds").GetDouble());

        var chain = up.GetProperty("criticalChain").EnumerateArray().ToList();
        Assert.Equal(0, Seconds(chain[0], "startSeconds"));
        Assert.All(chain.Zip(chain.Skip(1)),
            pair => Assert.Equal(Seconds(pair.First, "startSeconds") + Seconds(pair.First, "seconds"),
                Seconds(pair.Second, "startSeconds")));
        Assert.Equal(duration, Seconds(chain[^1], "startSeconds") + Seconds(chain[^1], "seconds"));
        // Cluster, pool, extension, attach: nothing of the workspace before the cluster.
        var types = chain.Select(step => step.GetProperty("type").GetString()!.Split(':')[^1]).ToList();
        Assert.Equal(["ManagedCluster", "AgentPool", "Extension", "Compute"],
            types.Where(type => type is "Workspace" or "ManagedCluster" or "AgentPool" or "Extension" or "Compute"));

        var again = (await mlops.LocalAsync("up", "prod", "--no-publish", "--simulate-latency")).ExitsWith(0);
        Assert.Contains("On Azure: nothing to wait for", again.Output, StringComparison.Ordinal);
    }

    private static double Seconds(JsonElement step, string name) => step.GetProperty(name).GetDouble();
}
