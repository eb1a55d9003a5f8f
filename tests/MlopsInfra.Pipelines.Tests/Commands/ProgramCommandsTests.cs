namespace MlopsInfra.Pipelines.Tests.Commands;

/// <summary>The commands that run the program, in a clone of the last commit.</summary>
public sealed class ProgramCommandsTests(SharedClone shared) : IClassFixture<SharedClone>
{
    [Fact]
    public async Task The_rehearsal_brings_a_stack_up_publishes_and_takes_it_down()
    {
        SkipUnlessCi();
        var clone = await shared.GetAsync();
        SkipUnlessFile(clone, "Pulumi.dev.yaml");
        var variables = CiVariables.GitHub(Path.Combine(clone.Root, "summary-of-the-run.md"));

        await SucceedAsync(clone, CommandTable.LocalUp, variables);
        await SucceedAsync(clone, CommandTable.LocalUp, variables); // nothing changed
        await SucceedAsync(clone, CommandTable.LocalDestroy, variables);
    }

    [Theory]
    [InlineData(CommandTable.PreviewOnGitHub)]
    [InlineData(CommandTable.PreviewOnAzurePipelines)]
    public async Task A_pull_request_s_preview_is_in_the_run_s_summary(string command)
    {
        SkipUnlessCi();
        var clone = await shared.GetAsync();
        SkipUnlessFile(clone, "Pulumi.dev.yaml");
        var (onGitHub, summary) = (command == CommandTable.PreviewOnGitHub, Path.Combine(clone.Root, "summary-of-the-run.md"));

        var output = await SucceedAsync(clone, command, onGitHub ? CiVariables.GitHub(summary) : CiVariables.AzurePipelines());

        var written = Path.Combine(clone.Root, "artifacts", "preview", "summary.md");
        var text = await File.ReadAllTextAsync(onGitHub ? summary : written, TestContext.Current.CancellationToken);
        Assert.Contains("dev", text, StringComparison.Ordinal);
        Assert.DoesNotContain("could not be previewed", text, StringComparison.Ordinal);
        Assert.Equal(onGitHub, !output.Contains($"##vso[task.uploadsummary]{written}", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(clone.Root, "artifacts", "preview", "dev.html")));
        Assert.False(Directory.Exists(Path.Combine(clone.Root, "artifacts", "preview-base")), "the base's work tree was left behind");
    }

    private static void SkipUnlessCi() => Assert.SkipUnless(
        Environment.GetEnvironmentVariable("CI") == "true", "It builds the program in a clone, which takes a minute or two: set CI=true to run it (.ci/run does).");

    private static void SkipUnlessFile(Clone clone, string file) => Assert.SkipUnless(
        File.Exists(Path.Combine(clone.Root, file)), $"The last commit has no {file}: there is no program to run yet.");

    private static async Task<string> SucceedAsync(Clone clone, string command, Dictionary<string, string> variables)
    {
        var (exitCode, output, error) = await clone.RunAsync(command, variables);
        Assert.True(exitCode == 0, $"{command}\n{output}\n{error}");
        return output;
    }
}
