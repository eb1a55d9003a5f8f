using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.CommandTesting;
using MlopsInfra.EndToEnd.Tests.Support;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>What scanners read in the ARM templates: the properties that they look for, and what they are to pass over.</summary>
/// <param name="templates">The templates of the committed stacks.</param>
public sealed partial class ArmTemplateScannerTests(StackTemplates templates) : IClassFixture<StackTemplates>, IDisposable
{
    private readonly Mlops _mlops = new();

    [Fact]
    public async Task Scanners_find_each_property_where_Azure_s_samples_have_it()
    {
        var resources = Resources(await ReadAsync(templates.FlatAsync("prod"))).ToList();
        // Where rules of checkov and trivy look, and what they want to see there.
        (string Type, string Path, string Value)[] looked =
        [
            ("Microsoft.Storage/storageAccounts", "properties/supportsHttpsTrafficOnly", "true"),
            ("Microsoft.Storage/storageAccounts", "properties/minimumTlsVersion", "TLS1_2"),
            ("Microsoft.Storage/storageAccounts", "properties/networkAcls/defaultAction", "Deny"),
            ("Microsoft.KeyVault/vaults", "properties/enablePurgeProtection", "true"),
            ("Microsoft.KeyVault/vaults", "properties/networkAcls/defaultAction", "Deny"),
            ("Microsoft.ContainerRegistry/registries", "properties/adminUserEnabled", "false"),
            ("Microsoft.ContainerRegistry/registries", "properties/publicNetworkAccess", "Disabled"),
            ("Microsoft.ContainerService/managedClusters", "properties/apiServerAccessProfile/enablePrivateCluster", "true"),
        ];
        Assert.All(looked, look =>
        {
            var found = look.Path.Split('/')
                .Aggregate((JsonNode?)resources.Single(resource => Text(resource, "type") == look.Type),
                    (node, name) => node?[name]);
            Assert.Equal(look.Value, found?.ToString());
        });
    }

    [Fact]
    public async Task What_a_scanner_is_to_pass_over_has_a_reason_that_is_true_of_the_resource_it_stands_at()
    {
        // What each is there for: private clusters, zone-redundant accounts, a managed network.
        string[] conditional = ["CKV_AZURE_206", "CKV_AZURE_243", "CKV_AZURE_6"];
        Assert.Equal(["CKV_AZURE_243", "CKV_AZURE_6"], (await SkipsAsync(templates.FlatAsync("prod"))).Intersect(conditional));
        Assert.Equal(["CKV_AZURE_206"], (await SkipsAsync(templates.FlatAsync("qa"))).Intersect(conditional));
        Assert.Empty((await SkipsAsync(templates.FlatAsync("dev"))).Intersect(conditional));

        using var project = new ProjectCopy();
        var opened = InTheNetwork().Replace(project.ReadStack("prod"), "")
            .Replace("redundancy: Gzrs", "redundancy: Lrs", StringComparison.Ordinal);
        project.WriteStack("prod", opened);
        var file = Path.Combine(_mlops.Store, "opened.json");
        (await _mlops.LocalAsync("preview", "prod", "--project", project.Directory, "--arm-template", file, "--flat"))
            .ExitsWith(0);
        var resources = Resources(await ReadAsync(Task.FromResult(file))).ToList();
        var cluster = Assert.Single(resources, one => Text(one, "type") == "Microsoft.ContainerService/managedClusters");
        Assert.NotEqual("true", cluster["properties"]!["apiServerAccessProfile"]?["enablePrivateCluster"]?.ToString());
        var account = Assert.Single(resources, one => Text(one, "type") == "Microsoft.Storage/storageAccounts");
        Assert.Equal("Standard_LRS", Text(account["sku"]!.AsObject(), "name"));
        Assert.Empty((await SkipsAsync(Task.FromResult(file))).Intersect(conditional));
        // What is true of every environment is there as before.
        var before = await SkipsAsync(templates.FlatAsync("prod"));
        Assert.Equal(before.Except(conditional), await SkipsAsync(Task.FromResult(file)));
    }

    public void Dispose() => _mlops.Dispose();

    private static async Task<IReadOnlyList<string>> SkipsAsync(Task<string> file)
    {
        var skips = Resources(await ReadAsync(file))
            .SelectMany(resource => resource["metadata"]?["checkov"]?["skip"]?.AsArray() ?? []).Select(skip => skip!.AsObject())
            .ToList();
        Assert.All(skips, skip => Assert.NotEmpty(Text(skip, "comment")));
        return [.. skips.Select(skip => Text(skip, "id")).Distinct().Order(StringComparer.Ordinal)];
    }

    private static async Task<JsonObject> ReadAsync(Task<string> file) =>
        JsonNode.Parse(await File.ReadAllTextAsync(await file))!.AsObject();

    private static IEnumerable<JsonObject> Resources(JsonObject template) =>
        template["resources"]!.AsArray().Select(node => node!.AsObject());

    private static string Text(JsonObject json, string name) => json[name]!.GetValue<string>();

    [GeneratedRegex(@"^  mlops-infra:(privateNetwork|buildAgents):\n(    .*\n?)*", RegexOptions.Multiline)]
    private static partial Regex InTheNetwork();
}
