using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using MlopsInfra.Cli.Output;

namespace MlopsInfra.Cli.Projects;

/// <summary>Runs the <c>pulumi</c> command.</summary>
internal static class PulumiProcess
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">The words after <c>pulumi</c>.</param>
    /// <param name="directory">The folder of <c>Pulumi.yaml</c>.</param>
    /// <param name="otherwise">What to do where there is no <c>pulumi</c>.</param>
    /// <param name="output">Is told what it prints, line by line; null: nobody is.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="CliException">There is no <c>pulumi</c>.</exception>
    public static async Task<PulumiResult> RunAsync(
        IReadOnlyList<string> arguments, string directory, string otherwise, IRunOutput? output,
        CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("pulumi", arguments) { WorkingDirectory = directory, RedirectStandardOutput = true,
            RedirectStandardError = true };
        using var process = Start(start, otherwise);
        var (text, error) = (ReadAsync(process.StandardOutput, output, isError: false, cancellationToken),
            ReadAsync(process.StandardError, output, isError: true, cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        return new PulumiResult(process.ExitCode, await text, await error);
    }

    private static async Task<string> ReadAsync(StreamReader reader, IRunOutput? output, bool isError,
        CancellationToken cancellationToken)
    {
        if (output is null) return await reader.ReadToEndAsync(cancellationToken);
        var all = new StringBuilder();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            output.ProgramOutput(line, isError);
            all.Append(line).Append('\n');
        }

        return all.ToString();
    }

    private static Process Start(ProcessStartInfo start, string otherwise)
    {
        try
        {
            return Process.Start(start) ?? throw new Win32Exception();
        }
        catch (Win32Exception exception)
        {
            throw new CliException(ExitCode.Usage, "PulumiNotFound", $"The pulumi CLI is not on the PATH. {otherwise}", "pulumi",
                exception);
        }
    }
}
