using System.Text.Json.Nodes;

namespace MlopsInfra.AzurePolicy.Tests;

/// <summary>
/// What another evaluator said of the same definitions (<c>Data/README.md</c>), and why this one says something else today.
/// </summary>
public sealed class WitnessTests
{
    private static readonly Dictionary<string, string> ChangedSince = new()
    {
        ["7aa1c9d5-3d7e-4579-8117-d85e99211757"] = "signatures that live too long are refused now",
        ["0c4bd2e8-8872-4f37-a654-03f6f38ddc76"] = "prod keeps what profilers record in an account of its own",
        ["4733ea7b-a883-42fe-8cac-97454c2a9e4a"] = "prod encrypts twice",
        ["524b0254-c285-4903-bee6-bb8126cde579"] = "nothing leaves prod's registry for another",
        ["7bca8353-aa3b-429b-904a-9229c4385837"] = "subnets are private",
        ["98a2e215-5382-489e-bd29-32e7190a39ba"] = "security groups send their logs",
        ["a6abeaec-4d90-4a02-805f-6b26c4d3fbe9"] =
            "as Deny it sees the body without connections; the other evaluator took what reads back",
        ["16fabb5c-7379-4433-8009-042066fa3a16"] =
            "refuses everything: as Deny it sees what is sent only; the other evaluator took what reads back, too",
    };

    [Theory]
    [InlineData("dev")]
    [InlineData("qa")]
    [InlineData("prod")]
    public async Task Two_evaluators_find_the_same(string stack)
    {
        var (resources, surroundings) = await Environments.OfAsync(stack);
        var evaluator = new PolicyEvaluator(surroundings);
        var differences = new List<string>();
        foreach (var policy in PolicySet.BuiltInFor(surroundings.Resources)
            .Where(policy => !ChangedSince.ContainsKey(policy.Definition.Key) && policy.Effect is not PolicyEffect.Other))
        {
            var findings = evaluator.Evaluate(policy, resources)
                .Concat(policy.AsDeny() is { } denying ? evaluator.Evaluate(denying, resources) : []);
            var found = findings.Select(finding => Short(finding.Resource.Id)).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var expected = Witness(policy.Definition.Key, stack);
            // What came since then stands beside what was there; of long lists the other evaluator named twelve.
            var added = found.Except(expected, StringComparer.OrdinalIgnoreCase).Where(_ => expected.Count < 12)
                .Where(name => !IsNewSince(name)).ToList();
            var gone = expected.Except(found, StringComparer.OrdinalIgnoreCase).ToList();
            if (added.Count > 0 || gone.Count > 0)
                differences.Add(
                    $"{policy.Definition.Key} {policy.Definition.DisplayName}: + {string.Join(", ", added)} - "
                        + $"{string.Join(", ", gone)}");
        }

        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    [Fact]
    public void What_changed_since_then_was_violated_then() =>
    Assert.All(ChangedSince.Keys, id => Assert.NotEmpty(Witness(id, "dev").Concat(Witness(id, "prod"))));

    private static readonly Lazy<JsonArray> Recorded = new(() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "MlopsInfra.AzurePolicy.Tests", "Data",
            "violated.json")))!.AsArray());

    private static List<string> Witness(string id, string stack) =>
    [
        .. Recorded.Value.Where(entry => (string?)entry!["id"] == id)
            .SelectMany(entry => entry!["stacks"]?[stack]?["violates"] as JsonArray ?? []).Select(name => (string)name!),
    ];

    // The private link scope of monitoring, agents and container groups of releases in the network, and what belongs to these;
    // the alerts on drift and on restarts; what starts runs in prod.
    private static bool IsNewSince(string name) => name.StartsWith("privateLinkScopes/", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("dataCollectionEndpoints/", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("-monitor", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("-agents", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("/alert-drift", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("/alert-cluster-restarts", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("/alert-failed-triggers", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("-prod-trigger", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("/evgst-mlops-prod", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("-release", StringComparison.OrdinalIgnoreCase);

    private static string Short(string id) => string.Join('/', id.Split('/')[^2..]);
}
