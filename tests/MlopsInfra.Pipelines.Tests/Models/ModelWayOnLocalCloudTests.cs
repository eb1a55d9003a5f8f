using MlopsInfra.Pipelines.Tests.Commands;

namespace MlopsInfra.Pipelines.Tests.Models;

/// <summary>
/// model.yml of both systems, really run: the steps as they are written, in a clone and on its local cloud, which trains, builds
/// the image, tests it in qa and takes it to production.
/// </summary>
[Collection(CloneCollection.Name)]
public sealed class ModelWayOnLocalCloudTests(SharedClone shared)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_model_is_trained_tested_released_and_verified(bool isGitHub)
    {
        await TrainedPython.RequireAsync();
        var clone = await shared.GetAsync();
        clone.ForgetClouds();

        var first = await PlayAsync(clone, isGitHub, new Start(StartedBy.Publishing));
        var again = await PlayAsync(clone, isGitHub, new Start(StartedBy.Person) { At = "prod" });

        AssertWent(["train", "qa pump-failures:1", "prod pump-failures:1", "verify"], first);
        Assert.Contains("pump-failures:1", first.Summary, StringComparison.Ordinal);
        // The chain leads back to the commit that the system said.
        Assert.Contains(LocalSteps.Commit[..7], first.Output.Split("== verify")[1], StringComparison.Ordinal);
        AssertWent(["prod", "verify"], again);
    }

    private static void AssertWent(string[] expected, LocalSteps steps) =>
        Assert.True(expected.SequenceEqual(steps.Steps), $"{string.Join(", ", steps.Steps)}\n{steps.Output}");

    private static async Task<LocalSteps> PlayAsync(Clone clone, bool isGitHub, Start start)
    {
        var steps = new LocalSteps(clone, isGitHub);
        if (isGitHub) await GitHubRun.PlayAsync(start, steps);
        else await AzurePipelinesRun.PlayAsync(start, steps);
        return steps;
    }
}
