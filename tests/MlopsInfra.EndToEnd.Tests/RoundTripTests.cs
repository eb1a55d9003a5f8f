using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>What a GET answers of an environment's resources can be put back as it is, and changes nothing.</summary>
public sealed class RoundTripTests : IDisposable
{
    // A version later than all that are known is taken of each type, as clients are newer than any list.
    private const string Later = "2999-01-01";

    // What Azure refuses as well: the answers lack what must be said again.
    private static readonly Dictionary<string, string> Refused = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.ContainerInstance/containerGroups"] = "keys of a workspace and secure values are never shown",
        ["Microsoft.EventGrid/systemTopics/eventSubscriptions"] = "a webhook's address is never shown",
        ["Microsoft.EventGrid/eventSubscriptions"] = "a webhook's address is never shown",
        ["Microsoft.KeyVault/vaults/secrets"] = "a secret's value is never shown",
    };

    private static readonly string[] Moving =
    [
        "systemData", "etag", "updatedOn", "changedTime", "lastModifiedTime", "modifiedDate", "timeModified",
        "provisioningState",
    ];

    private readonly Mlops _mlops = new();

    [Theory]
    [InlineData("dev")]
    [InlineData("qa")]
    [InlineData("prod")]
    public async Task What_is_shown_is_taken_back_and_changes_nothing(string stack)
    {
        var outputs = (await _mlops.LocalAsync("up", stack, "--no-publish", "--json")).ExitsWith(0).Json().GetProperty("outputs");
        var ids = (await _mlops.LocalAsync("preview", stack, "--json")).ExitsWith(0).Json().GetProperty("steps").EnumerateArray()
            .Where(step => step.GetProperty("id").ValueKind == JsonValueKind.String
                && step.GetProperty("type").GetString()!.StartsWith("azure-native:", StringComparison.Ordinal))
            .Select(step => step.GetProperty("id").GetString()!)
            .Where(id => id.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase)).Distinct().ToList();
        await using var served = await ServedCloud.StartAsync(_mlops, stack);
        var deployer = served.Deployer(outputs.GetProperty("tenantId").GetString()!);
        var faults = new List<string>();
        var played = 0;
        foreach (var id in ids)
        {
            // Of azure-native's own making, such as an access policy, Resource Manager knows nothing.
            var path = $"{id}?api-version={Later}";
            if ((await served.AskAsync(deployer, HttpMethod.Get, path)).Status == HttpStatusCode.NotFound) continue;
            if (await FaultAsync(served, deployer, path) is { } fault) faults.Add($"{id}: {fault}");
            played++;
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(played > 30, $"{played} of {ids.Count} were played.");
    }

    public void Dispose() => _mlops.Dispose();

    private static async Task<string?> FaultAsync(ServedCloud served, TokenCredential deployer, string path)
    {
        var shown = await served.GetAsync(deployer, path);
        var type = (string)shown["type"]!;
        var (status, text) = await served.AskAsync(deployer, HttpMethod.Put, path, shown.DeepClone());
        if (Refused.ContainsKey(type)) return status < HttpStatusCode.BadRequest ? "is taken back after all" : null;
        if (status >= HttpStatusCode.BadRequest) return $"{(int)status} {text}";
        JsonNode after;
        do after = await served.GetAsync(deployer, path);
        while ((string?)after["properties"]?["provisioningState"] is "Creating" or "Updating" && await PauseAsync());
        var changes = Changes("", Lasting(shown), Lasting(after)).ToList();
        return changes.Count == 0 ? null : string.Join(", ", changes);
    }

    private static IEnumerable<string> Changes(string path, JsonNode? before, JsonNode? now)
    {
        if (JsonNode.DeepEquals(before, now)) return [];
        return (before, now) is (JsonObject old, JsonObject current)
            ? old.Select(pair => pair.Key).Union(current.Select(pair => pair.Key))
                .SelectMany(key => Changes($"{path}.{key}", old[key], current[key]))
            : [$"{path} was {before?.ToJsonString() ?? "nothing"} and is {now?.ToJsonString() ?? "nothing"}"];
    }

    private static async Task<bool> PauseAsync()
    {
        await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        return true;
    }

    // When it was written last, and what follows from that.
    private static JsonNode? Lasting(JsonNode? node) => node switch
    {
        JsonObject json => new JsonObject(json
            .Where(pair => !Moving.Contains(pair.Key, StringComparer.OrdinalIgnoreCase))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, Lasting(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Lasting)]),
        _ => node?.DeepClone(),
    };
}
