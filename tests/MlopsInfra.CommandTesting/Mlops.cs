using System.Diagnostics;

namespace MlopsInfra.CommandTesting;

/// <summary>Runs <c>mlops</c> as a user does: as a process, with a store of its own.</summary>
public sealed class Mlops : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>The command's assembly, built with the test.</summary>
    public static string AssemblyPath { get; } = Path.Combine(AppContext.BaseDirectory, "mlops.dll");

    /// <summary>The folder of the local state.</summary>
    public string Store { get; } = TestFolders.Create("mlops-test-").FullName;

    /// <summary>The folder that the command is run in.</summary>
    public string WorkingDirectory { get; init; } = Repository.Root;

    /// <summary>Words before the command, as those of a shell that sets a limit for it.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>A shell that lets what a command makes be as wide as it asks for.</summary>
    public static IReadOnlyList<string> WideUmask { get; } =
        OperatingSystem.IsWindows() ? [] : ["sh", "-c", "umask 0 && exec \"$@\"", "sh"];

    /// <summary>Environment variables of the command, besides the test's own; null takes one away.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    /// <summary>Runs a command of <c>mlops local</c> with this store.</summary>
    /// <param name="arguments">The words after <c>mlops local</c>.</param>
    public Task<CommandResult> LocalAsync(params string[] arguments) => RunAsync(["local", .. arguments, "--store", Store]);

    /// <summary>Runs any command to its end.</summary>
    /// <param name="arguments">The words after <c>mlops</c>.</param>
    public Task<CommandResult> RunAsync(params string[] arguments) => RunWithInputAsync("", arguments);

    /// <summary>Runs any command to its end, with something on its standard input.</summary>
    /// <param name="input">The text on standard input.</param>
    /// <param name="arguments">The words after <c>mlops</c>.</param>
    public async Task<CommandResult> RunWithInputAsync(string input, params string[] arguments)
    {
        using var process = Start(arguments);
        using var patience = new CancellationTokenSource(Patience);
        var (output, error) =
            (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        await process.StandardInput.WriteAsync(input.AsMemory(), patience.Token);
        process.StandardInput.Close();
        await process.WaitForExitAsync(patience.Token);
        return new CommandResult(process.ExitCode, await output, await error);
    }

    /// <summary>Starts a command; the caller ends it.</summary>
    /// <param name="arguments">The words after <c>mlops</c>.</param>
    public Process Start(params string[] arguments)
    {
        string[] command = [.. Interruptible.Prefix, .. Before, "dotnet", AssemblyPath, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = WorkingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started.");
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Store, recursive: true);
}
