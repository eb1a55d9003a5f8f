using System.Diagnostics;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests;

/// <summary>Runs <c>mlops</c> in a real terminal: a pseudo-terminal that util-linux's <c>script</c> opens.</summary>
internal static class Terminal
{
    /// <summary>Skips the test where there is no <c>script</c> of util-linux (macOS has another one).</summary>
    public static void Require()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script"))
            Assert.Skip("A terminal is opened with util-linux's 'script', which is not here.");
    }

    /// <summary>Starts a command in a terminal of 120 columns and 40 rows.</summary>
    /// <param name="mlops">The command's folder and environment.</param>
    /// <param name="arguments">The words after <c>mlops</c>; none with spaces.</param>
    /// <returns>The terminal: its standard input is the keyboard, its standard output the screen.</returns>
    public static Process Start(Mlops mlops, params string[] arguments)
    {
        var command = $"stty cols 120 rows 40; exec {string.Join(' ', Interruptible.Prefix)} dotnet {Mlops.AssemblyPath} "
            + $"{string.Join(' ', arguments)}";
        var start = new ProcessStartInfo("/usr/bin/script", ["--quiet", "--return", "--flush", "--command", command, "/dev/null"])
        {
            WorkingDirectory = mlops.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["CI"] = null;
        foreach (var (name, value) in mlops.Environment) start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException("script could not be started.");
    }
}
