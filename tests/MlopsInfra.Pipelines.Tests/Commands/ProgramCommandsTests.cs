namespace MlopsInfra.Pipelines.Tests.Commands;

/// <summary>The commands that run the program, in a clone of the last commit.</summary>
[Collection(CloneCollection.Name)]
public sealed class ProgramCommandsTests(SharedClone shared)
{
    private const string Commit = "git -c user.name=Test -c user.email=test@example.com commit --quiet --all";

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task The_rehearsal_brings_a_stack_up_publishes_from_where_the_definitions_do_and_takes_it_down(string stack)
    {
        SkipUnlessCi();
        var clone = await shared.GetAsync();
        SkipUnlessFile(clone, $"Pulumi.{stack}.yaml");
        clone.ForgetClouds();
        var variables = CiVariables.GitHub(Path.Combine(clone.Root, "summary-of-the-run.md"));
        variables["MLOPS_STACK"] = stack;
        variables["MLOPS_FROM_NETWORK"] = PublishingPlace.IsInNetworkOnAzurePipelines(stack) ? "true" : "false";

        await SucceedAsync(clone, CommandTable.LocalUp, variables);
        await SucceedAsync(clone, CommandTable.LocalUp, variables); // nothing changed
        await SucceedAsync(clone, CommandTable.LocalDestroy, variables);
    }

    [Fact]
    public async Task From_hosted_agents_a_private_environment_can_be_deployed_but_not_published_to()
    {
        SkipUnlessCi();
        var clone = await shared.GetAsync();
        SkipUnlessFile(clone, "Pulumi.prod.yaml");
        clone.ForgetClouds();
        var variables = CiVariables.AzurePipelines();
        variables["MLOPS_STACK"] = "prod";
        variables["MLOPS_FROM_NETWORK"] = "false";

        var (exitCode, _, error) = await clone.RunAsync(CommandTable.LocalUp, variables);
        await SucceedAsync(clone, CommandTable.LocalDestroy, variables);

        Assert.Equal(1, exitCode);
        Assert.Contains("AuthorizationFailure", error, StringComparison.Ordinal);
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
    }

    [Fact]
    public async Task A_change_in_code_shows_in_every_stack_with_the_two_commits_also_after_the_clone_was_moved()
    {
        SkipUnlessCi();
        using var clone = await Clone.CreateAsync();
        SkipUnlessFile(clone, "Pulumi.dev.yaml");
        await RenameContainerAsync(clone.Root, "predictions", "scores");
        await SucceedAsync(clone, $"{Commit} --message 'Call predictions scores (#7)'", []);
        var (fork, head) = (await GitAsync(clone, "log -1 --format=%h origin/main"), await GitAsync(clone, "log -1 --format=%h"));

        await SucceedAsync(clone, CommandTable.PreviewOnAzurePipelines, CiVariables.AzurePipelines());

        foreach (var stack in (string[])["dev", "qa", "prod"])
        {
            var review = await ReadReviewAsync(clone.Root, stack);
            Assert.Contains("`predictions`", review, StringComparison.Ordinal);
            Assert.Contains("`scores`", review, StringComparison.Ordinal);
            Assert.Contains($"Compares `{fork}` ", review, StringComparison.Ordinal);
            Assert.Contains($" with `{head}` Call predictions scores (\\#7).\n", review, StringComparison.Ordinal);
        }

        // The clone, built as it is, elsewhere and changed once more.
        using var moved = clone.Move();
        await RenameContainerAsync(moved.Root, "scores", "results");

        await SucceedAsync(moved, CommandTable.PreviewOnAzurePipelines, CiVariables.AzurePipelines());

        foreach (var stack in (string[])["dev", "qa", "prod"])
        {
            var review = await ReadReviewAsync(moved.Root, stack);
            Assert.Contains("`results`", review, StringComparison.Ordinal);
            Assert.DoesNotContain("`scores`", review, StringComparison.Ordinal);
            Assert.Contains("(and uncommitted changes).\n", review, StringComparison.Ordinal);
        }
    }

    // The value of a constant is part of the public API, so the list of that changes, too.
    private static async Task RenameContainerAsync(string root, string from, string to)
    {
        foreach (var (name, constant) in ((string, string)[])[("StorageContainers.cs", "Predictions"),
            ("PublicAPI.Unshipped.txt", "StorageContainers.Predictions")])
        {
            var file = Directory.EnumerateFiles(Path.Combine(root, "infra", "MlopsInfra.Components"), name,
                SearchOption.AllDirectories).Single();
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            Assert.Contains($"{constant} = \"{from}\"", text, StringComparison.Ordinal);
            await File.WriteAllTextAsync(file,
                text.Replace($"{constant} = \"{from}\"", $"{constant} = \"{to}\"", StringComparison.Ordinal),
                TestContext.Current.CancellationToken);
        }
    }

    private static async Task<string> ReadReviewAsync(string root, string stack) =>
        await File.ReadAllTextAsync(Path.Combine(root, "artifacts", "preview", $"{stack}.md"),
            TestContext.Current.CancellationToken);

    private static async Task<string> GitAsync(Clone clone, string command) =>
        (await SucceedAsync(clone, $"git {command}", [])).Trim();

    private static void SkipUnlessCi() => Assert.SkipUnless(
        Environment.GetEnvironmentVariable("CI") == "true",
        "It builds the program in a clone, which takes a minute or two: set CI=true to run it (.ci/run does).");

    private static void SkipUnlessFile(Clone clone, string file) => Assert.SkipUnless(
        File.Exists(Path.Combine(clone.Root, file)), $"The last commit has no {file}: there is no program to run yet.");

    private static async Task<string> SucceedAsync(Clone clone, string command, Dictionary<string, string> variables)
    {
        var (exitCode, output, error) = await clone.RunAsync(command, variables);
        Assert.True(exitCode == 0, $"{command}\n{output}\n{error}");
        return output;
    }
}
