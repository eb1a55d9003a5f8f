using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.LocalCloud.Workloads.Python;

/// <summary>The Pythons of this machine. They are asked once for each set of packages.</summary>
/// <param name="own">The one to use; null for the one that <see cref="Variable"/> names, or those of the PATH.</param>
internal sealed class PythonInstallations(string? own = null)
{
    /// <summary>The environment variable that names the one to use.</summary>
    public const string Variable = "MLOPS_PYTHON";

    /// <summary>What to do where there is none.</summary>
    public static string Missing => new PythonInstallations().WhyNone;

    /// <summary>Why there is none, and what to do.</summary>
    public string WhyNone => (own, Environment.GetEnvironmentVariable(Variable)) switch
    {
        ({ Length: > 0 }, _) => $"There is no Python 3.8 or later at '{own}'.",
        (_, { Length: > 0 } chosen) => $"{Variable} is '{chosen}', which is no Python 3.8 or later. Set it to the path of one, "
            + "or unset it: then one is looked for on the PATH.",
        _ => $"There is no Python 3.8 or later on the PATH. Install it, or set {Variable} to its path.",
    };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(string Candidate, string Wanted), Lazy<Task<PythonInstallation?>>> _asked = new();

    /// <summary>The one that has most of the packages, the first on the PATH among equals; null if there is no Python.</summary>
    /// <param name="wanted">The packages.</param>
    public async Task<PythonInstallation?> BestAsync(IReadOnlyCollection<WantedPackage> wanted)
    {
        string[] names = [.. wanted.Select(package => package.Name).Where(name => name != WantedPackage.Python).Distinct()];
        var found = await Task.WhenAll(Candidates().Select(candidate => AskAsync(candidate, names)));
        return found.OfType<PythonInstallation>().MaxBy(installation => installation.Packages.Count);
    }

    private IEnumerable<string> Candidates()
    {
        if ((own ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } chosen) return [chosen];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin");
        return folders.Where(folder => folder.Length > 0)
            .SelectMany(folder => (string[])[Path.Combine(folder, "python3"), Path.Combine(folder, "python")])
            .Where(File.Exists).Distinct(StringComparer.Ordinal);
    }

    private Task<PythonInstallation?> AskAsync(string candidate, string[] names) =>
        _asked.GetOrAdd((candidate, string.Join(' ', names)),
            _ => new Lazy<Task<PythonInstallation?>>(() => ProbeAsync(candidate, names))).Value;

    private static async Task<PythonInstallation?> ProbeAsync(string candidate, string[] names)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(candidate, ["-c", Probe.Value, .. names])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            // It can't be executed: it is no candidate.
            return null;
        }

        process.StandardInput.Close();
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            var error = process.StandardError.ReadToEndAsync(timeout.Token);
            var text = await process.StandardOutput.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            await error;
            return process.ExitCode == 0 ? StrictJson.Deserialize<PythonInstallation>(text, JsonSerializerOptions.Web) : null;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return null;
        }
        catch (JsonException)
        {
            // Another program of this name.
            return null;
        }
    }

    private static readonly Lazy<string> Probe = new(() =>
    {
        using var stream = typeof(PythonInstallations).Assembly.GetManifestResourceStream("workloads/probe.py")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });
}
