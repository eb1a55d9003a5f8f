namespace MlopsInfra.Pipelines.Tests.Commands;

/// <summary>A machine in an environment's network says what it lacks, before a job fails in the middle.</summary>
public sealed class AgentScriptTests
{
    [Theory]
    [InlineData("git az pulumi", 0, "")]
    [InlineData("git az", 1, "error: this machine lacks pulumi:")]
    [InlineData("", 1, "error: this machine lacks git az pulumi:")]
    public async Task It_names_the_tools_that_are_missing(string tools, int exitCode, string error)
    {
        using var folder = new ScriptFolder();
        var variables = Bare(folder, tools.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        var result = await folder.RunAsync(CommandTable.Agent, variables);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.StartsWith(error, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_waits_for_the_machine_s_first_start()
    {
        using var folder = new ScriptFolder();
        var variables = Bare(folder, "git", "az");
        // What the first start installs is there when it has ended, and not before.
        folder.WriteProgram("cloud-init", "[ \"$1 $2\" = 'status --wait' ] && mv \"${0%/*}/later\" \"${0%/*}/pulumi\"; exit 2",
            []);
        folder.WriteProgram("later", "exit 0", []);

        Assert.Equal(0, (await folder.RunAsync(CommandTable.Agent, variables)).ExitCode);
    }

    // A machine with a shell, and nothing else than what is named.
    private static Dictionary<string, string> Bare(ScriptFolder folder, params string[] tools)
    {
        foreach (var tool in tools) folder.WriteProgram(tool, "exit 0", []);
        Directory.CreateDirectory(folder.At("bin"));
        foreach (var tool in (string[])["bash", "mv"]) File.CreateSymbolicLink(folder.At($"bin/{tool}"), $"/bin/{tool}");
        return new() { ["PATH"] = folder.At("bin") };
    }
}
