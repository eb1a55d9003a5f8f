using System.Text.Json;

namespace MlopsInfra.CommandTesting;

/// <summary>What a command left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as the one JSON document that it has to be.</summary>
    public JsonElement Json() => JsonDocument.Parse(Output).RootElement;

    /// <summary>Fails with everything that was printed unless the exit code is the expected one.</summary>
    /// <param name="exitCode">The expected exit code.</param>
    public CommandResult ExitsWith(int exitCode) =>
        exitCode == ExitCode
            ? this : throw new CommandFailedException($"exit code {ExitCode} instead of {exitCode}\n{Output}\n{Error}");
}
