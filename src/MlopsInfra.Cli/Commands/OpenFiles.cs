using System.Globalization;

namespace MlopsInfra.Cli.Commands;

/// <summary>How many files this process may have open. With too few, .NET does not find its own assemblies.</summary>
internal static class OpenFiles
{
    // A preview of a small stack takes 210.
    private const int Needed = 256;

    /// <summary>Ends a command that would fail for want of files; known on Linux only.</summary>
    /// <exception cref="CliException">There are too few.</exception>
    public static void Check()
    {
        if (Limit() is { } limit and < Needed)
            throw new CliException(ExitCode.Failed, "TooFewFiles",
                $"This process may have {limit} files open, and needs {Needed}. Allow more ('ulimit -n 1024' in the shell, "
                    + "LimitNOFILE of a service), and say it again.");
    }

    private static int? Limit()
    {
        var soft = OwnProcess.Line("limits", "Max open files")?.Split(' ')[0];
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }
}
