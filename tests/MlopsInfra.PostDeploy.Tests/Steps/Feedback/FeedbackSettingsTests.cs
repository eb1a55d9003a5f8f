using static MlopsInfra.PostDeploy.Tests.Steps.Feedback.FeedbackScene;

namespace MlopsInfra.PostDeploy.Tests.Steps.Feedback;

/// <summary>Settings of the feedback pipeline that cannot be meant.</summary>
public sealed class FeedbackSettingsTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("days", "0", "collect", "error: --days is 0.0; expected a number above 0")]
    [InlineData("until", "noon", "collect", "error: --until is 'noon'; expected a time such as 2026-03-08T00:00:00Z")]
    [InlineData("minimum_rows", "0", "transform", "error: --minimum-rows is 0; expected 1 or more")]
    [InlineData("inputs", "/no/such", "collect",
        "error: /no/such: no such folder; expected a folder, or azureml://datastores/NAME/paths/PATH")]
    [InlineData("labels", "azureml://datastores/labels/paths/", "transform",
        "error: azureml://datastores/labels/paths/: datastores are read in jobs of Azure Machine Learning; "
            + "outside of them, give a folder")]
    [InlineData("minimum_hours_between_runs", "-1", "publish",
        "error: --minimum-hours-between-runs is -1.0; expected a number from 0 on")]
    public async Task Bad_settings_end_a_step_with_one_line(string input, string value, string step, string expected)
    {
        using var scene = await StartAsync();
        scene.Give(input, value);

        var failure = await Assert.ThrowsAsync<StepFailedException>(() => scene.RunAsync(output));

        Assert.Equal((step, 2, expected), (failure.Step, failure.ExitCode, failure.Error.Trim()));
    }
}
