using System.Text.Json;
using System.Text.RegularExpressions;

namespace MlopsInfra.Stacks.Tests;

/// <summary>docs/deploy-to-azure.md lists the resource providers that the program uses, and no other.</summary>
public sealed partial class DeploymentDocsTests
{
    [Fact]
    public void The_resource_providers_to_register_are_those_of_the_declared_resources()
    {
        using var schema =
            JsonDocument.Parse(File.ReadAllText(Path.Combine(StackFile.Root, "sdks", "schemas", "azure-native.json")));
        var resources = schema.RootElement.GetProperty("resources");
        var snapshots = Directory.EnumerateFiles(Path.Combine(StackFile.Root, "tests", "MlopsInfra.Stacks.Tests", "Snapshots"),
            "*.json").Select(File.ReadAllText);
        var used = snapshots.SelectMany(text => Token().Matches(text)).Select(match => match.Value).Distinct()
            .Where(token => resources.TryGetProperty(token, out _))
            .Select(token => resources.GetProperty(token).GetProperty("x-arm").GetProperty("type").GetString()!.Split('/')[0])
            // Resource Manager's own, which nobody has to register.
            .Where(space => space is not ("Microsoft.Resources" or "Microsoft.Authorization"))
            .Distinct().Order(StringComparer.Ordinal);
        var listed = Listed().Matches(File.ReadAllText(Path.Combine(StackFile.Root, "docs", "deploy-to-azure.md")))
            .Select(match => match.Groups[1].Value);
        Assert.Equal(used, listed);
    }

    [GeneratedRegex("azure-native:[a-z]+:[A-Za-z]+")]
    private static partial Regex Token();

    [GeneratedRegex(@"^    (Microsoft\.[A-Za-z]+)$", RegexOptions.Multiline)]
    private static partial Regex Listed();
}
