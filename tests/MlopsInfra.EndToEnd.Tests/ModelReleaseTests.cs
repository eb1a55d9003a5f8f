using System.Diagnostics;
using System.Text.Json;
using MlopsInfra.CommandTesting;
using MlopsInfra.EndToEnd.Tests.Support;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// A model's way, offline: the repository's own pipeline trains it, its own scoring service serves it, in dev, qa and a private
/// prod.
/// </summary>
public sealed class ModelReleaseTests : IDisposable
{
    private readonly Mlops _mlops = new() { Before = Mlops.WideUmask };
    private readonly DirectoryInfo _models = TestFolders.Create("mlops-models-");

    public void Dispose()
    {
        _mlops.Dispose();
        _models.Delete(recursive: true);
    }

    [Fact]
    public async Task A_trained_model_goes_to_production_bad_ones_stop_in_QA_and_a_rollback_brings_it_back()
    {
        var python = await MachineLearningPython.RequireAsync();
        (await RunAsync("run", "dev")).ExitsWith(0);

        var qa = await JsonAsync("release", "qa", "--from", "dev");
        var first = await JsonAsync("release", "prod", "--from", "qa");
        var again = await JsonAsync("release", "prod", "--from", "qa");

        Assert.True(qa.GetProperty("tests").GetProperty("passed").GetBoolean());
        Assert.Equal(qa.GetProperty("release").GetString(), first.GetProperty("release").GetString());
        Assert.Equal(["image", "import", "model", "deploy", "smoke", "traffic"],
            first.GetProperty("plan").EnumerateArray().Select(step => step.GetProperty("name").GetString()));
        Assert.Contains("out of the image", Detail(first, "model"), StringComparison.Ordinal);
        Assert.Contains(first.GetProperty("chain").EnumerateArray(),
            link => link.GetString()!.StartsWith("job train-dev-", StringComparison.Ordinal));
        Assert.All(again.GetProperty("plan").EnumerateArray(), step => Assert.False(step.GetProperty("needed").GetBoolean()));

        // All the way back: what production runs, in prod, qa and dev, to the readings and the commit.
        var chain = (await JsonAsync("trace", "prod")).GetProperty("chains")[0];
        Assert.True(chain.GetProperty("complete").GetBoolean());
        Assert.Equal(["deployment", "image", "model", "model", "model", "job", "asset", "data", "pipeline", "commit"],
            chain.GetProperty("links").EnumerateArray().Select(link => link.GetProperty("kind").GetString()));

        // The gate keeps out what is not good enough.
        var refused = (await RunAsync("run", "dev", "--input", "minimum=0.99", "--json")).ExitsWith(1).Json();
        Assert.Equal("keep", refused.GetProperty("decision").GetString());
        Assert.EndsWith("is below the minimum 0.9900", refused.GetProperty("reason").GetString(), StringComparison.Ordinal);

        foreach (var (kind, code) in (IEnumerable<(string, string)>)[("wrong", "QaTestFailed"), ("broken", "ReleaseNotHealthy")])
        {
            await RegisterAsync(python, kind);
            var stopped = (await RunAsync("release", "qa", "--from", "dev")).ExitsWith(1);
            Assert.Contains($"error {code}:", stopped.Error, StringComparison.Ordinal);
            Assert.Contains($"{qa.GetProperty("release").GetString()} (pump-failures:1) runs again", stopped.Error,
                StringComparison.Ordinal);
        }

        await RegisterAsync(python, "good");
        (await RunAsync("release", "qa", "--from", "dev")).ExitsWith(0);
        var second = await JsonAsync("release", "prod", "--from", "qa");
        var back = await JsonAsync("rollback", "prod");

        Assert.StartsWith("10 → 50 → 100 %", Detail(second, "traffic"), StringComparison.Ordinal);
        Assert.Equal(first.GetProperty("release").GetString(), second.GetProperty("previous").GetString());
        var served = Assert.Single(back.GetProperty("rolledBack").EnumerateArray());
        Assert.Equal((first.GetProperty("release").GetString(), second.GetProperty("release").GetString()),
            (served.GetProperty("release").GetString(), served.GetProperty("left").GetString()));

        // Blobs, images, jobs and their Python, models, logs, keys: whatever the umask, all of it is its owner's alone.
        Assert.True(Directory.EnumerateFiles(_mlops.Store, "*", SearchOption.AllDirectories).Count() > 200);
        Assert.Empty(OpenFiles.In(_mlops.Store));
    }

    private Task<CommandResult> RunAsync(params string[] words) =>
        _mlops.RunAsync([.. words, "--local", "--store", _mlops.Store]);

    private async Task<JsonElement> JsonAsync(params string[] words) =>
        (await RunAsync([.. words, "--json"])).ExitsWith(0).Json();

    // A model that somebody registers past the gate, as good as its kind.
    private async Task RegisterAsync(string python, string kind)
    {
        var folder = Path.Combine(_models.FullName, kind);
        using var maker = Process.Start(new ProcessStartInfo(python,
        [
            Path.Combine(Repository.Root, "tests", "MlopsInfra.LocalCloud.Tests", "Scoring", "make_model.py"),
            Path.Combine(Repository.Root, "pipelines"), folder, kind,
        ]))!;
        await maker.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, maker.ExitCode);
        (await RunAsync("model", "register", "dev", "--name", "pump-failures", "--path", folder, "--tag",
            "mlops.decision=register")).ExitsWith(0);
    }

    private static string Detail(JsonElement document, string step) => document.GetProperty("steps").EnumerateArray()
        .Single(each => each.GetProperty("name").GetString() == step).GetProperty("detail").GetString()!;
}
