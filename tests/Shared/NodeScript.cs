using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MlopsInfra.Testing;

/// <summary>A script for Node that prints JSON.</summary>
internal static class NodeScript
{
    /// <summary>Runs one that prints one document; skips the test where there is no Node.</summary>
    /// <param name="script">The script.</param>
    /// <param name="environment">What it is told.</param>
    public static async Task<JsonNode> RunAsync(string script, IReadOnlyDictionary<string, string> environment) =>
        JsonNode.Parse(await PrintedAsync(script, [], environment))!;

    /// <summary>Runs one that prints a document in each line; skips the test where there is no Node.</summary>
    /// <param name="script">The script.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">What it is told.</param>
    public static async Task<IReadOnlyList<JsonNode>> LinesAsync(
        string script, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment) =>
        [.. (await PrintedAsync(script, arguments, environment))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    private static async Task<string> PrintedAsync(
        string script, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var info = new ProcessStartInfo("node", [script, .. arguments]) 
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) info.Environment[name] = value;
        using var process = new Process { StartInfo = info };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            Assert.Skip("Node.js is not on the PATH.");
        }

        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, await error);
        return await output;
    }
}
