using CsCheck;
using MlopsInfra.PostDeploy.Assets;

namespace MlopsInfra.PostDeploy.Tests.Assets;

/// <summary>A version changes with the content and with nothing else.</summary>
public sealed class VersionTests
{
    private static readonly string[] Yaml =
        ["pipeline.yml", "environment.yml", "conda.yml", "components/prepare.yml", "components/train.yml",
            "components/evaluate.yml", "components/register.yml", "components/image.yml"];

    [Fact]
    public void The_sample_has_the_same_versions_wherever_it_lies()
    {
        using var first = TempPipeline.OfSample();
        using var second = TempPipeline.OfSample();

        var versions = Versions(first);

        Assert.Equal(versions, Versions(second));
        Assert.Equal(
            [
                "code of src", "code of src with scoring", "component build_pump_failures_image",
                "component evaluate_pump_failures_model", "component prepare_pump_readings",
                "component register_pump_failures_model", "component train_pump_failures_model", "environment pump-training",
                "pipeline train_pump_failures",
            ],
            versions.Keys);
        Assert.All(versions.Values, version => Assert.Matches("^[0-9a-f]{16}$", version));
    }

    [Fact]
    public void Line_ends_comments_and_a_declared_version_change_nothing()
    {
        using var sample = TempPipeline.OfSample();
        var versions = Versions(sample);
        Gen.Select(Gen.Int[0, Yaml.Length - 1].Select(index => Yaml[index]), Gen.Int[0, 2]).Sample(
            (file, change) =>
            {
                var text = File.ReadAllText(sample.PathOf(file));
                sample.Write(file, change switch
                {
                    0 => text.Replace("\n", "\r\n", StringComparison.Ordinal),
                    1 => "# a comment\n" + text + "\n# another\n",
                    _ when file == "conda.yml" => text + "\n",
                    _ => text + "version: 7\n",
                });
                Assert.Equal(versions, Versions(sample));
                sample.Write(file, text);
            },
            iter: 40, threads: 1);
    }

    [Fact]
    public void The_order_of_keys_changes_nothing()
    {
        using var sample = TempPipeline.OfSample();
        var versions = Versions(sample);
        sample.Edit("components/train.yml",
            "  learning_rate: {type: number, default: 0.08}\n  max_iterations: {type: integer, default: 120}\n",
            "  max_iterations: {default: 120, type: integer}\n  learning_rate: {default: 0.080, type: number}\n");

        Assert.Equal(versions, Versions(sample));
    }

    [Theory]
    [InlineData("src/train.py", "\"random_state\": 7", "\"random_state\": 8", "code,component*,pipeline")]
    [InlineData("conda.yml", "joblib==1.4.2", "joblib==1.5.0", "environment,component*,pipeline")]
    [InlineData("environment.yml", "scikit-learn.", "scikit.", "environment,component*,pipeline")]
    [InlineData("components/train.yml", "display_name: Train", "display_name: Fit",
        "component train_pump_failures_model,pipeline")]
    [InlineData("pipeline.yml", "default: 0.7", "default: 0.75", "pipeline")]
    [InlineData("deployment.yml", "continue_on_step_failure: false", "continue_on_step_failure: true", "")]
    public void A_change_reaches_everything_that_is_made_of_it_and_nothing_else(string file, string old, string now,
        string expected)
    {
        using var sample = TempPipeline.OfSample();
        var before = Versions(sample);
        sample.Edit(file, old, now);

        var after = Versions(sample);

        var changed = after.Where(asset => before[asset.Key] != asset.Value).Select(asset => asset.Key);
        var wanted = expected.Split(',', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(before.Keys.Where(asset => wanted.Any(want => Matches(asset, want))), changed);
    }

    // Code that includes something is called by one name, whatever it is.
    private static string NameOf(Asset asset) => asset is not CodeAsset code ? $"{asset.Kind.Word()} {asset.Name}"
        : code.Snapshot.Files.Any(file => file.Path.StartsWith("scoring/", StringComparison.Ordinal)) ? "code of src with scoring"
        : "code of src";

    private static bool Matches(string asset, string wanted) => wanted switch
    {
        _ when wanted.EndsWith('*') => asset.StartsWith(wanted[..^1], StringComparison.Ordinal),
        _ when wanted.Contains(' ') => asset == wanted,
        _ => asset.StartsWith(wanted + " ", StringComparison.Ordinal),
    };

    private static SortedDictionary<string, string> Versions(TempPipeline pipeline)
    {
        var graph = new AssetGraph(pipeline.Read().Contents, new Dictionary<Definitions.RemoteAsset, string>(), "cpu-cluster");
        return new SortedDictionary<string, string>(graph.Assets.ToDictionary(NameOf, asset => asset.Version),
            StringComparer.Ordinal);
    }
}
