namespace MlopsInfra.Pipelines.Tests.Python;

/// <summary>
/// Every Python package that the repository pins is one of a set that was installed and run together (<c>pins.json</c>).
/// </summary>
public sealed class PythonPinTests
{
    private const string Training = "pipelines/training/conda.yml";
    private const string Scoring = "pipelines/scoring/requirements.txt";

    [Fact]
    public void The_pins_of_each_file_were_tried_together() =>
        Assert.All(PinnedFile.All(),
            file => Assert.Null(TriedSet.Verdict(file.Pins) is { } wrong ? $"{file.Path}: {wrong}" : null));

    [Fact]
    public void An_environment_pins_all_that_it_names() => Assert.All(
        PinnedFile.All().Where(file => file.IsCondaFile),
        file => Assert.Empty(PinnedFile.Unpinned(File.ReadAllText(Repository.At(file.Path)))));

    [Fact]
    public void The_training_environment_is_the_set_for_training()
    {
        var file = Assert.Single(PinnedFile.All(), file => file.Path == Training);
        Assert.Equal(TriedSet.All()[0].Pins.OrderBy(pin => pin.Key, StringComparer.Ordinal),
            file.Pins.OrderBy(pin => pin.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void The_scoring_image_is_the_set_for_scoring_with_telemetry()
    {
        var file = Assert.Single(PinnedFile.All(), file => file.Path == Scoring);
        var set = TriedSet.All().Single(set => set.Name == "scoring with telemetry");
        Assert.Equal(set.Pins.Where(pin => pin.Key != "python").OrderBy(pin => pin.Key, StringComparer.Ordinal),
            file.Pins.OrderBy(pin => pin.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void The_page_shows_pins_of_scoring() =>
        Assert.Contains(PinnedFile.All(),
            file => file.Path == "docs/python-packages.md" && file.Pins.Any(pin => pin.Key == "azureml-inference-server-http"));

    [Theory]
    [InlineData("- mlflow-skinny==2.19.0\n- azureml-mlflow==1.59.0\n",
        "azureml-mlflow 1.59.0 wants mlflow-skinny 2.15.1 at most")]
    [InlineData("pip install azureml-inference-server-http==1.5.1 azure-monitor-opentelemetry==1.8.10", "1.6.7 is the last one")]
    [InlineData("- pandas=2.2\n", "pandas==2.2 was not tried")]
    [InlineData("- mlflow-skinny==2.15.1\n- azureml-mlflow==1.62.0.post6\n", "not all of them together")]
    [InlineData("- Pandas==2.2.3\n- scikit_learn==1.5.2\n- python=3.11\n", null)]
    public void A_pin_that_was_not_tried_is_found(string text, string? wrong)
    {
        var verdict = TriedSet.Verdict(PinnedFile.Read(text, isCondaFile: true));
        if (wrong is null) Assert.Null(verdict);
        else Assert.Contains(wrong, verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dependencies:\n  - pip\n  - pip:\n      - pandas\n", "pandas")]
    [InlineData("dependencies:\n  - numpy>=1.24\n", "numpy")]
    public void A_package_without_a_pin_is_found(string text, string name) => Assert.Equal([name], PinnedFile.Unpinned(text));
}
