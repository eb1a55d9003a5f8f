using MlopsInfra.Cli.Plugins;
using MlopsInfra.EngineRecordings;
using MlopsInfra.LocalCloud;
using MlopsInfra.ProviderPlugin.Serving;
using MlopsInfra.ProviderPlugin.Tests.Support;

namespace MlopsInfra.ProviderPlugin.Tests;

/// <summary>The real engine's own requests, nine runs of them, over the wire: each run can go on to its end.</summary>
public sealed class RecordedEngineTests
{
    [Fact]
    public async Task Every_run_of_the_real_engine_is_answered_as_it_was_but_for_what_is_known_better_now()
    {
        await using var cloud = EmbeddedCloud.Open(null);
        var package = PluginPackages.Of(cloud).Single(known => known.Name == "azure-native");
        var replay = new EngineReplay();
        var differences = new List<string>();
        var used = new HashSet<SupersededAnswer>();
        foreach (var run in RecordedCall.Runs)
        {
            // As the engine does: a plugin of its own for each run.
            await using var server = await ProviderServer.StartAsync(package, TestContext.Current.CancellationToken);
            using var connection = new PluginConnection(server.Port);
            foreach (var call in RecordedCall.Of(run, "ResourceProvider"))
            {
                var expected = call.Response.DeepClone().AsObject();
                foreach (var superseded in SupersededAnswer.All.Where(answer => answer.Supersede(call, expected)))
                    used.Add(superseded);
                var answer = await replay.PlayAsync(connection.Client, call);
                differences.AddRange(JsonDifference.Of(expected, answer).Select(difference => $"{call}: {difference}"));
            }
        }

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
        // An exception that no answer needs is one that hides something.
        Assert.Equal(SupersededAnswer.All.Select(answer => answer.Reason),
            SupersededAnswer.All.Where(used.Contains).Select(answer => answer.Reason));
        Assert.Equal(9, RecordedCall.Runs.Count);
        // The last run has destroyed everything.
        Assert.Equal(0, cloud.Statistics.Resources);
    }
}
