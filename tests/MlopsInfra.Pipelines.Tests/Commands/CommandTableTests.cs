namespace MlopsInfra.Pipelines.Tests.Commands;

public sealed class CommandTableTests
{
    [Fact]
    public void Every_command_of_every_step_is_tried_or_says_why_not()
    {
        var written = CiCommand.OfGitHub.Concat(CiCommand.OfAzurePipelines).Select(command => command.Text).Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(written, CommandTable.Tried.Concat(CommandTable.NotHere.Keys).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_command_is_one_line_that_a_person_can_type() => Assert.All(
        CiCommand.OfGitHub.Concat(CiCommand.OfAzurePipelines), command => Assert.True(
            command.Text.Length <= 110 && !command.Text.Contains('\n', StringComparison.Ordinal)
                && !command.Text.Contains(';', StringComparison.Ordinal), $"{command.File}: {command.Text}"));

    [Theory]
    [InlineData("ci.yml", "ci.yml")]
    [InlineData("preview.yml", "preview.yml", CommandTable.Comment)]
    [InlineData("pulumi-preview.yml", "pulumi-preview.yml")]
    [InlineData("release.yml", "release.yml", CommandTable.Push)]
    [InlineData("deploy.yml|environment.yml", "infrastructure.yml")]
    // environment.yml is told to leave them out
    [InlineData("train.yml|environment.yml", "training.yml", CommandTable.PulumiUp, CommandTable.PulumiRepair)]
    // a runner of one's own may have just started; agents of one's own take no part here
    [InlineData("model.yml|stage.yml", "model.yml", CommandTable.Agent)]
    public void Both_systems_do_the_same(string workflows, string pipeline, params string[] onlyOnGitHub)
    {
        // The systems differ in the names of their variables, and in what they do with a variable that isn't defined.
        static string Common(string command) => command.Replace(CommandTable.Defined, "", StringComparison.Ordinal)
            .Replace("$GITHUB_BASE_REF", "$BASE", StringComparison.Ordinal)
            .Replace("$SYSTEM_PULLREQUEST_TARGETBRANCHNAME", "$BASE", StringComparison.Ordinal)
            .Replace("$GITHUB_REF_NAME", "$TAG", StringComparison.Ordinal)
            .Replace("$BUILD_SOURCEBRANCHNAME", "$TAG", StringComparison.Ordinal);
        var github = CiCommand.OfGitHub.Where(command => workflows.Split('|').Contains(command.File))
            .Select(command => command.Text).Except(onlyOnGitHub);
        var azure = CiCommand.OfAzurePipelines.Where(command => command.File == pipeline).Select(command => command.Text);

        Assert.Equal(github.Select(Common).Distinct().Order(), azure.Select(Common).Distinct().Order());
    }

    [Fact]
    public void Every_script_that_a_step_calls_can_be_executed()
    {
        var scripts = Directory.GetFiles(Repository.At("build/ci"), "*.sh");

        Assert.NotEmpty(scripts);
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows knows no executable files.");
            return;
        }

        foreach (var script in scripts)
            Assert.True(File.GetUnixFileMode(script).HasFlag(UnixFileMode.UserExecute), $"{script} is not executable");
    }

    public static TheoryData<string> CommandsThatCannotRunHere => [.. CommandTable.NotHere.Keys];

    [Theory]
    [MemberData(nameof(CommandsThatCannotRunHere))]
    public void Commands_that_cannot_run_here(string command) => Assert.Skip(CommandTable.NotHere[command]);
}
