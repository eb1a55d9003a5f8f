using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests;

/// <summary>What the command says about itself.</summary>
public sealed class HelpTests : IDisposable
{
    private readonly Mlops _mlops = new();

    public void Dispose() => _mlops.Dispose();

    [Theory]
    [InlineData("", "local", "publish", "purge", "repair", "doctor")]
    [InlineData("local", "preview", "up", "refresh", "destroy", "serve", "plugins", "plugin")]
    [InlineData("local preview", "STACK", "--simulate-latency", "--project", "--store", "--json", "--verbose")]
    [InlineData("local up", "STACK", "--pipeline", "--entry", "--compute", "--no-publish", "--simulate-latency", "--project",
        "--store", "--json",
        "--verbose")]
    [InlineData("local refresh", "STACK", "--preview-only", "--project", "--store", "--json", "--verbose")]
    [InlineData("local destroy", "STACK", "--project", "--store", "--json", "--verbose")]
    [InlineData("local serve", "STACK", "--port", "--project", "--store", "--json", "--verbose")]
    [InlineData("local simulate", "STACK", "--days", "--until", "--drift", "--drift-from", "--label-delay", "--requests",
        "--rows", "--data", "--seed", "--json")]
    [InlineData("run", "STACK", "--pipeline", "--data", "--input", "--again", "--local", "--json")]
    [InlineData("monitor", "STACK", "--days", "--until", "--input", "--report", "--open", "--again", "--local", "--json")]
    [InlineData("publish", "STACK", "--pipeline", "--entry", "--compute", "--local", "--dry-run", "--outputs", "--project",
        "--store", "--json",
        "--verbose")]
    [InlineData("release", "STACK", "--model", "--from", "--builder", "--max-latency", "--steps", "--watch", "--local", "--json")]
    [InlineData("rollback", "STACK", "--to", "--local", "--dry-run", "--json")]
    [InlineData("model register", "STACK", "--name", "--job", "--output", "--path", "--metric-max", "--metric-min", "--force",
        "--tag", "--property", "--description", "--local", "--dry-run", "--summary", "--project", "--store", "--json")]
    [InlineData("purge", "STACK", "--local", "--dry-run", "--yes", "--subscription", "--project", "--store", "--json",
        "--verbose")]
    [InlineData("repair", "STACK", "--state", "--local", "--yes", "--subscription", "--id", "--absent", "--project", "--store",
        "--json", "--verbose")]
    public async Task Help_names_every_command_and_option_on_standard_output(string command, params string[] words)
    {
        var help = (await _mlops.RunAsync([.. Words(command), "--help"])).ExitsWith(0);
        Assert.Contains($"Usage:\n  mlops{(command.Length > 0 ? " " + command : "")} ", help.Output.ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, help.Output, StringComparison.Ordinal));
        Assert.Empty(help.Error);
    }

    [Fact]
    public async Task Every_command_and_option_is_in_the_docs()
    {
        var docs = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "cli.md"));
        var root = Commands.RootCommandFactory.Create();
        foreach (var (name, command) in Leaves("mlops", root))
        {
            var words = command.Arguments.Where(argument => !argument.Hidden).Select(argument => argument.Name);
            Assert.Contains($"## `{string.Join(' ', words.Prepend(name))}", docs, StringComparison.Ordinal);
            Assert.All(command.Options.Where(option => option is not System.CommandLine.Help.HelpOption),
                option => Assert.Contains(option.Name, docs, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_version_is_one_line() =>
    Assert.Matches(@"^\d+\.\d+\.\d+\S*\r?\n$", (await _mlops.RunAsync("--version")).ExitsWith(0).Output);

    private static IEnumerable<(string Name, System.CommandLine.Command Command)> Leaves(string name,
        System.CommandLine.Command command) =>
        command.Subcommands.Count == 0
            ? [(name, command)]
            : command.Subcommands.Where(sub => !sub.Hidden).SelectMany(sub => Leaves($"{name} {sub.Name}", sub));

    private static string[] Words(string command) => command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
