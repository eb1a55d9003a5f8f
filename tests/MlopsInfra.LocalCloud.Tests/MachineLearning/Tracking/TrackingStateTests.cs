using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Tracking;

/// <summary>What was logged outlives the server, whatever moment it ended at.</summary>
public sealed class TrackingStateTests : IDisposable
{
    private readonly string _folder = TestFolders.Create("mlops-tracking-").FullName;
    private readonly List<Exception> _failed = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Runs_metrics_and_models_are_there_again()
    {
        var first = Open();
        first.Save(new Experiment { Id = "e", Name = "exp", Created = 1, Updated = 1, Tags = new() { ["a"] = "b" } });
        first.Save(new Run { Id = "r", ExperimentId = "e", Name = "n", Params = new() { ["z"] = "1", ["a"] = "2" } });
        first.MetricsOf("r").Append([new("loss", double.NaN, 1, 0), new("loss", double.PositiveInfinity, 2, 1)]);
        first.RegisteredModel("m").Aliases["champion"] = "3";
        first.SaveRegisteredModels();

        var second = Open();
        Assert.Equal("b", second.FindExperiment("e")!.Tags["a"]);
        Assert.Equal(["z", "a"], second.FindRun("r")!.Params.Keys);
        Assert.Equal([double.NaN, double.PositiveInfinity], second.MetricsOf("r").History("loss").Select(point => point.Value));
        Assert.Equal("3", second.RegisteredModel("m").Aliases["champion"]);
        Assert.Empty(_failed);
    }

    [Fact]
    public void A_line_that_was_cut_off_is_left_out_and_the_next_one_follows_the_last_whole_one()
    {
        Open().MetricsOf("r").Append([new("loss", 1, 1, 0), new("loss", 2, 2, 1)]);
        var file = Directory.GetFiles(_folder, "*.jsonl", SearchOption.AllDirectories).Single();
        File.WriteAllText(file, File.ReadAllText(file)[..^9]);

        Open().MetricsOf("r").Append([new("loss", 3, 3, 2)]);

        Assert.Equal([1.0, 3.0], Open().MetricsOf("r").History("loss").Select(point => point.Value));
    }

    [Fact]
    public void A_file_that_cant_be_read_is_put_aside_and_told_of()
    {
        Open().Save(new Run { Id = "good", ExperimentId = "e", Name = "n" });
        Open().Save(new Run { Id = "bad", ExperimentId = "e", Name = "bad" });
        var file = Directory.GetFiles(_folder, "*.json", SearchOption.AllDirectories)
            .Single(each => File.ReadAllText(each).Contains("\"bad\"", StringComparison.Ordinal));
        File.WriteAllText(file, "{");

        var state = Open();

        Assert.NotNull(state.FindRun("good"));
        Assert.Null(state.FindRun("bad"));
        Assert.True(File.Exists(file + ".broken"));
        Assert.Contains(Path.GetFileName(file), Assert.Single(_failed).Message, StringComparison.Ordinal);
    }

    private WorkspaceTracking Open() => new(_folder, 0, _failed.Add);
}
