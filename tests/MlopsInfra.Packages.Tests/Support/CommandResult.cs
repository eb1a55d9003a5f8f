namespace MlopsInfra.Packages.Tests.Support;

/// <summary>What a command left behind.</summary>
/// <param name="Command">The command.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Text">What it printed, errors after the output.</param>
internal sealed record CommandResult(string Command, int ExitCode, string Text)
{
    /// <summary>Fails with everything that was printed unless the command succeeded.</summary>
    public CommandResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"{Command}: exit code {ExitCode}\n{Text}");
        return this;
    }
}
