using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MlopsInfra.AzureClients.Tests.MachineLearning;

/// <summary>Microsoft's client for Python, Debian's and unmodified, on a fresh dev environment.</summary>
public sealed class PythonClientTests(ServedDev dev) : IClassFixture<ServedDev>
{
    private const string Python = "/usr/bin/python3";

    // Why a call does not work, by its name. All do.
    private static readonly Dictionary<string, string> Gaps = [];

    [Fact]
    public async Task The_client_gets_what_it_gets_of_Azure()
    {
        Assert.SkipUnless(Directory.Exists("/usr/lib/python3/dist-packages/azure/ai/ml"),
            "Microsoft's client is not installed here (Debian: apt-get install --no-install-recommends python3-azure).");
        var calls = await CallAsync();

        Assert.Empty(Gaps.Keys.Except(calls.Select(each => each.Call)));
        var share = new Share("azure-ai-ml 1.4.0");
        foreach (var (call, fault) in calls) share.Add(call, fault, Gaps.GetValueOrDefault(call));
        share.Report();
    }

    // The program prints a line for each call.
    private async Task<IReadOnlyList<(string Call, string? Fault)>> CallAsync()
    {
        var program = Path.Combine(Repository.Root, "tests", "Programs", "AzureMl", "run.py");
        using var process = Process.Start(new ProcessStartInfo(Python, ["-W", "ignore", program])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["MLOPS_ADDRESS"] = dev.Served.Address.AbsoluteUri, ["MLOPS_OUTPUTS"] = dev.Outputs.GetRawText(),
                ["REQUESTS_CA_BUNDLE"] = dev.Served.CertificateFile, ["SSL_CERT_FILE"] = dev.Served.CertificateFile,
                ["PYTHONDONTWRITEBYTECODE"] = "1", ["AZURE_CORE_COLLECT_TELEMETRY"] = "no",
                ["PYTHONPATH"] = Path.Combine(Repository.Root, "tests", "Shared", "PythonStandIns"),
            },
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return [.. output.Split('\n').Where(line => line.StartsWith("{\"call\"", StringComparison.Ordinal))
            .Select(line => JsonNode.Parse(line)!).Select(each => ((string)each["call"]!, (string?)each["fault"]))];
    }
}
