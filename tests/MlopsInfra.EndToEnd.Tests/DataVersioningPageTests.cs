using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using MlopsInfra.CommandTesting;
using MlopsInfra.EndToEnd.Tests.Support;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// docs/data-versioning.md as a reader follows it: its commands, in their order, lead from a model to its data and back, and from
/// a request to the model that was trained on it.
/// </summary>
public sealed partial class DataVersioningPageTests
{
    [Fact]
    public async Task The_commands_of_the_page_do_what_it_says()
    {
        await MachineLearningPython.RequireAsync();
        using var mlops = new Mlops();
        var words = new Dictionary<string, string>();
        var printed = new List<(string Command, string Output)>();
        foreach (var command in Commands())
        {
            if (command.Contains("REQUEST", StringComparison.Ordinal))
                words["REQUEST"] = await RequestOfAsync(mlops, words["SET"]);
            var said = words.Aggregate(command, (text, word) => text.Replace(word.Key, word.Value, StringComparison.Ordinal));
            var result = (await mlops.RunAsync([.. said.Split(' '), "--store", mlops.Store])).ExitsWith(0);
            if (Collected().Match(result.Output) is { Success: true } set) words["SET"] = set.Groups["set"].Value;
            printed.Add((command, result.Output));
        }

        Assert.Contains("mlops.data: training_data:bb1b0b18973c8f5b", Of("run dev --local"), StringComparison.Ordinal);
        var back = Of("trace dev --local --model");
        Assert.Contains("← asset       training_data:bb1b0b18973c8f5b", back, StringComparison.Ordinal);
        Assert.Matches(@"← blob        LocalUpload/\w+/pump_readings.csv\s+eTag 0x\w+, version 20\S+Z, bytes \d+", back);
        foreach (var data in (string[])["training_data:bb1b", "LocalUpload/"])
            Assert.Contains("model       pump-failures:1", Of($"trace dev --local --data {data}"), StringComparison.Ordinal);
        var request = Of("trace dev --local --data REQUEST");
        Assert.Contains($"asset       training_data:{words["SET"]}", request, StringComparison.Ordinal);
        Assert.Contains("from feedback", request, StringComparison.Ordinal);
        Assert.DoesNotContain("pump-failures:1", request, StringComparison.Ordinal);

        string Of(string beginning) =>
            printed.First(each => each.Command.StartsWith(beginning, StringComparison.Ordinal)).Output;
    }

    private static List<string> Commands()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "data-versioning.md"));
        var commands = Command().Matches(page).Select(match => match.Groups["command"].Value.Trim()).ToList();
        Assert.True(commands.Count > 8, string.Join('\n', commands));
        return commands;
    }

    // As a reader finds one: in the set's manifest.
    private static async Task<string> RequestOfAsync(Mlops mlops, string set)
    {
        await using var served = await ServedCloud.StartAsync(mlops, "dev");
        var outputs = (await mlops.LocalAsync("preview", "dev", "--json")).ExitsWith(0).Json();
        var account = Account().Match(outputs.GetRawText()).Value;
        var manifest = new BlobServiceClient(served.Blobs(account), served.Deployer("11111111-1111-1111-1111-111111111111"),
            new BlobClientOptions { Transport = served.Transport }).GetBlobContainerClient("feedback")
            .GetBlobClient($"training_data/{set}/manifest.json");
        return (string)JsonNode.Parse((await manifest.DownloadContentAsync()).Value.Content)!["requests"]![0]!;
    }

    [GeneratedRegex("^    mlops (?<command>[^\n]+)$", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex("^mlops.feedback.version: (?<set>[0-9a-f]{16})", RegexOptions.Multiline)]
    private static partial Regex Collected();

    [GeneratedRegex("stmlopsdev[a-z0-9]+")]
    private static partial Regex Account();
}
