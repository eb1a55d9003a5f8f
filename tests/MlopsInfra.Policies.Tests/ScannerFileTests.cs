using System.Text;

namespace MlopsInfra.Policies.Tests;

/// <summary>The files that tell scanners what to pass over are those of the code: one list, with one reason.</summary>
public sealed class ScannerFileTests
{
    private const string Written = "# Written by tests/MlopsInfra.Policies.Tests from the deviations and reports of "
        + "src/MlopsInfra.Policies: UPDATE_SNAPSHOTS=1 dotnet test.\n";

    [Fact]
    public void What_checkov_passes_over_is_what_the_baseline_accepts()
    {
        var text = new StringBuilder(Written);
        text.Append("# checkov reads this file where it is started: checkov -d . or checkov -f TEMPLATE\n");
        text.Append("skip-path:\n");
        text.Append(
            "  # Lists where its reader of ARM templates expects objects: it would end there.\n  - "
                + "tests/MlopsInfra.Stacks.Tests/Snapshots\n");
        text.Append("  # Names of types that look like secrets.\n  - sdks/schemas\n  # What a build makes.\n  - artifacts\n");
        text.Append("skip-check:\n");
        foreach (var (id, reason) in PassedOver("checkov")) text.Append($"  # {reason}\n  - {id}\n");
        Same(text.ToString(), ".checkov.yaml");
    }

    [Fact]
    public void What_trivy_passes_over_is_what_the_baseline_accepts()
    {
        var text = new StringBuilder(Written);
        text.Append("# trivy reads this file where it is started: trivy config TEMPLATE\n");
        foreach (var (id, reason) in PassedOver("trivy")) text.Append($"\n# {reason}\n{id}\n");
        Same(text.ToString(), ".trivyignore");
    }

    [Fact]
    public void A_report_is_explained_once_and_is_about_resources_that_the_baseline_knows()
    {
        var accepted = SecurityBaseline.Deviations.SelectMany(deviation =>
            deviation.ScannerIds.Concat(SecurityBaseline.Rules.Single(rule => rule.Id == deviation.RuleId).PublicIds));
        Assert.Distinct(SecurityBaseline.ScannerReports.Select(report => report.Id));
        Assert.Empty(SecurityBaseline.ScannerReports.Select(report => report.Id).Intersect(accepted));
        Assert.All(SecurityBaseline.ScannerReports, report =>
        {
            Assert.Equal(report.Tool, ScannerReport.ToolOf(report.Id));
            Assert.Contains(SecurityBaseline.Rules, rule => rule.ResourceType == report.ResourceType);
        });
    }

    private static List<(string Id, string Reason)> PassedOver(string tool) =>
    [
        .. SecurityBaseline.Rules.Select(rule => rule.ResourceType).Distinct()
            .SelectMany(type => SecurityBaseline.PassedOver(tool, type, null))
            .DistinctBy(passed => passed.Id).OrderBy(passed => passed.Id, StringComparer.Ordinal),
    ];

    private static void Same(string actual, string file)
    {
        var path = Path.Combine(Root(), file);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, actual);
            Assert.Skip($"wrote {path}");
        }

        Assert.Equal(actual, File.ReadAllText(path));
    }

    private static string Root() => DocumentationTests.Root();
}
