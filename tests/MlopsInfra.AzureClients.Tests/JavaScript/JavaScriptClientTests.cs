using System.Text.Json.Nodes;

namespace MlopsInfra.AzureClients.Tests.JavaScript;

/// <summary>Microsoft's clients for JavaScript, unmodified, on a fresh dev: they are told its address.</summary>
public sealed class JavaScriptClientTests(ServedDev dev) : IClassFixture<ServedDev>
{
    // What the programs share, and what runs them.
    private static readonly string[] Shared = ["cloud.js", "localhost.js", "run.js"];

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Programs", "AzureClients");

    [Fact]
    public async Task The_clients_get_what_they_get_of_Azure()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Folder, "node_modules", "@azure", "arm-resources")),
            "Microsoft's JavaScript clients are not installed: npm ci --ignore-scripts --prefix tests/Programs/AzureClients");
        var programs = Directory.GetFiles(Path.Combine(Folder, "calls"), "*.js")
            .Select(path => Path.GetFileName(path)).Except(Shared).Order(StringComparer.Ordinal);
        var calls = await NodeScript.LinesAsync(Path.Combine(Folder, "calls", "run.js"), [.. programs],
            new Dictionary<string, string>
            {
                ["NODE_EXTRA_CA_CERTS"] = dev.Served.CertificateFile,
                ["MLOPS_ADDRESS"] = dev.Served.Address.AbsoluteUri.TrimEnd('/'),
                ["MLOPS_OUTPUTS"] = dev.Outputs.GetRawText(),
            });

        var gaps = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "gaps.json")))!.AsObject();
        Assert.Empty(gaps.Select(gap => gap.Key).Except(calls.Select(Name)));
        var share = new Share("JavaScript");
        foreach (var call in calls) share.Add(Name(call), (string?)call["fault"], (string?)gaps[Name(call)]);
        share.Report();
    }

    private static string Name(JsonNode call) => (string)call["call"]!;
}
