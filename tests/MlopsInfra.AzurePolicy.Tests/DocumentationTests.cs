using System.Text;
using MlopsInfra.Cli.Reports;
using MlopsInfra.Policies;

namespace MlopsInfra.AzurePolicy.Tests;

/// <summary>docs/azure-policy.md lists what a platform team has to exempt, as it is found.</summary>
public sealed class DocumentationTests
{
    private const string Begin = "<!-- exemptions: written by tests/MlopsInfra.AzurePolicy.Tests -->", End = "<!-- end -->";

    [Fact]
    public async Task The_page_lists_what_has_to_be_exempted()
    {
        var path = Path.Combine(Repository.Root, "docs", "azure-policy.md");
        var committed = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        var start = committed.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var actual =
            committed[..start] + "\n\n" + await TablesAsync() + committed[committed.IndexOf(End, StringComparison.Ordinal)..];
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(path, actual, TestContext.Current.CancellationToken);
            Assert.Skip($"wrote {path}");
        }

        Assert.Equal(actual, committed);
    }

    private static async Task<string> TablesAsync()
    {
        var verdicts = new List<(string Stack, PolicyVerdict Verdict)>();
        foreach (var stack in (string[])["dev", "qa", "prod"])
            verdicts.AddRange((await BuiltInPoliciesTests.ReviewAsync(stack)).Verdicts.Select(verdict => (stack, verdict)));
        var text = new StringBuilder();
        (PolicyConsequence Consequence, string Title)[] parts =
        [
            (PolicyConsequence.RefusedIfAssigned, "Refused, where it is assigned as Deny"),
            (PolicyConsequence.Refused, "Refused by the default effect"),
            (PolicyConsequence.Rewritten, "Rewritten (Modify): the request passes, and a refresh shows drift"),
            (PolicyConsequence.Reported, "Reported, or made beside the resource"),
        ];
        foreach (var (consequence, title) in parts)
        {
            text.Append($"### {title}\n\n| definition | where | why | what it would cost |\n| --- | --- | --- | --- |\n");
            foreach (var policy in verdicts.Where(pair => pair.Verdict.Consequence == consequence)
                .GroupBy(pair => pair.Verdict.Policy.Definition.Key)
                .OrderBy(group => group.First().Verdict.Policy.Definition.DisplayName, StringComparer.Ordinal))
            {
                var stacks = policy.Select(pair => pair.Stack).ToList();
                var exception = PolicyExceptions.Find(policy.Key,
                    stacks.Contains("prod") ? SecurityProfile.Production : SecurityProfile.EveryEnvironment);
                text.Append(
                    $"| {policy.First().Verdict.Policy.Definition.DisplayName} `{policy.Key}` | {string.Join(", ", stacks)} | "
                        + $"{exception?.Reason} | {exception?.Price} |\n");
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
