using System.Diagnostics;
using System.Text.Json;

namespace MlopsInfra.AzureClients.Tests.Az;

/// <summary>A Python process that runs commands of the <c>az</c> that Debian has, through az's own entry.</summary>
internal sealed class AzProcess : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private readonly Process _process;

    /// <summary>Starts one.</summary>
    /// <param name="environment">What <c>docs/local-cloud-rest.md</c> sets for az, and the values that the commands name.</param>
    public AzProcess(IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Python, [Path.Combine(Repository.Root, "tests", "Programs", "AzCommands", "az.py")])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        _process = Process.Start(start)!;
    }

    /// <summary>Whether this machine has it.</summary>
    public static bool IsInstalled { get; } = File.Exists("/usr/lib/python3/dist-packages/azure/cli/core/__init__.py");

    /// <summary>Runs a command.</summary>
    /// <param name="command">The command.</param>
    public async Task<AzAnswer> RunAsync(AzCommand command)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new
        {
            command = command.Text, environment = command.Environment, says = command.Says, prints = command.Prints,
            check = command.Checks, save = command.Saves,
        }));
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var line = await _process.StandardOutput.ReadLineAsync(patience.Token)
                ?? throw new InvalidOperationException($"az ended at '{command.Text}'.");
            return JsonSerializer.Deserialize<AzAnswer>(line, Web)!;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"az has not answered '{command.Text}' within {Patience.TotalMinutes} min.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
