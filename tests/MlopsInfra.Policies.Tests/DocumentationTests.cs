using System.Text;

namespace MlopsInfra.Policies.Tests;

/// <summary>docs/security-baseline.md shows the rules and the deviations as they are in code.</summary>
public sealed class DocumentationTests
{
    // Which component of the library declares the type.
    private static readonly Dictionary<string, string> MetBy = new()
    {
        ["storage"] = "MlStorage", ["keyvault"] = "SecretVault", ["containerregistry"] = "ImageRegistry",
        ["machinelearningservices:Workspace"] = "MlWorkspace", ["machinelearningservices:Datastore"] = "MlWorkspace",
        ["machinelearningservices:BatchEndpoint"] = "PipelineEndpoint",
        ["machinelearningservices:OnlineEndpoint"] = "ProductionScoring",
        ["machinelearningservices:Compute"] = "TrainingCluster, ProductionScoring", ["containerservice"] = "ProductionScoring",
        ["kubernetesconfiguration"] = "ProductionScoring",
        ["containerinstance"] = "QaScoring", ["applicationinsights:Component"] = "Monitoring",
        ["applicationinsights:Workbook"] = "OperationsWorkbook", ["monitor"] = "Alerts", ["operationalinsights"] = "Monitoring",
        ["network"] = "PrivateNetwork", ["eventgrid"] = "DataArrivalTrigger", ["logic"] = "DataArrivalTrigger",
        ["authorization"] = "WorkloadIdentity, DeploymentIdentity", ["managedidentity"] = "DeploymentIdentity",
        ["github"] = "GitHubPipelines", ["azuredevops"] = "AzureDevOpsPipelines",
    };

    [Fact]
    public void The_tables_are_those_of_the_code()
    {
        var path = Path.Combine(Repository.Root, "docs", "security-baseline.md");
        var committed = File.ReadAllText(path);
        var actual = Replace(Replace(Replace(committed, "deviations", Deviations()), "scanners", Reports()), "rules", Rules());
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, actual);
            Assert.Skip($"wrote {path}");
        }

        Assert.Equal(actual, committed);
    }

    private static string Deviations()
    {
        var text =
            new StringBuilder("| rule | public ids | why it is not kept | what it would cost |\n| --- | --- | --- | --- |\n");
        foreach (var deviation in SecurityBaseline.Deviations)
        {
            var rule = SecurityBaseline.Rules.Single(rule => rule.Id == deviation.RuleId);
            var where = deviation.ResourceSuffix is { } suffix ? $" (resources `...{suffix}`)" : "";
            text.Append(
                $"| `{rule.Id}`{where} | {string.Join(", ", PublicIds(rule, deviation))} | {deviation.Reason} | "
                    + $"{deviation.Price} |\n");
        }

        return text.ToString();
    }

    private static IEnumerable<string> PublicIds(SecurityRule rule, AcceptedDeviation deviation) =>
        rule.PublicIds.Concat(deviation.ScannerIds).Concat(deviation.PolicyIds.Select(id => $"policy: {id}")).Distinct();

    private static string Reports()
    {
        var text = new StringBuilder(
            "| tool | rule | resources | it asks that | why the report stands | of which it is true |\n"
                + "| --- | --- | --- | --- | --- | --- |\n");
        foreach (var report in SecurityBaseline.ScannerReports)
            text.Append(
                $"| {report.Tool} | {report.Id} | `{report.ResourceType.Replace("azure-native:", "")}` | {report.Asks} | "
                    + $"{report.Reason} | {report.Where ?? "all, in every environment"} |\n");
        return text.ToString();
    }

    private static string Rules()
    {
        var text = new StringBuilder();
        foreach (var type in SecurityBaseline.Rules.GroupBy(rule => rule.ResourceType))
        {
            text.Append(
                $"### {type.Key}\n\nDeclared by {Component(type.Key)}.\n\n| rule | property | it has to | where | public ids "
                    + "|\n| --- | --- | --- | --- | --- |\n");
            foreach (var rule in type)
            {
                var property = rule.Property == "id" ? "" : $"`{rule.Property}`";
                var where = rule.Profile is SecurityProfile.Production ? "production" : "every environment";
                text.Append(
                    $"| `{rule.Id}` | {property} | {rule.Requirement.Text} | {where} | {string.Join(", ", rule.PublicIds)} |\n");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Component(string type)
    {
        var name = type.Replace("azure-native:", "");
        var found = MetBy.Where(entry => name.StartsWith(entry.Key, StringComparison.Ordinal)).Select(entry => entry.Value)
            .SingleOrDefault();
        Assert.True(found is not null, $"no component is named for {type}");
        return string.Join(" and ", found.Split(", ").Select(component => $"`{component}`"));
    }

    private static string Replace(string text, string table, string content)
    {
        var start = text.IndexOf($"<!-- {table}:", StringComparison.Ordinal);
        var begin = text.IndexOf('\n', start) + 1;
        var end = text.IndexOf("<!-- end -->", begin, StringComparison.Ordinal);
        return text[..begin] + "\n" + content.TrimEnd('\n') + "\n\n" + text[end..];
    }
}
