using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.CommandTesting;
using MlopsInfra.EndToEnd.Tests.Support;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// What the program declares, as an ARM template: well-formed, without a secret, and taken by Azure Resource Manager as it is.
/// </summary>
/// <param name="templates">The templates of the committed stacks.</param>
public sealed partial class ArmTemplateTests(StackTemplates templates) : IClassFixture<StackTemplates>, IDisposable
{
    private const string Deployments = "Microsoft.Resources/deployments";
    private readonly Mlops _mlops = new();

    [Theory]
    [InlineData("dev")]
    [InlineData("qa")]
    [InlineData("prod")]
    public async Task It_has_the_shape_of_a_deployment_template(string stack)
    {
        var template = await ReadAsync(templates.NestedAsync(stack));
        Assert.EndsWith("/subscriptionDeploymentTemplate.json#", template["$schema"]!.GetValue<string>(),
            StringComparison.Ordinal);
        var deployment = Assert.Single(Resources(template), resource => Text(resource, "type") == Deployments);
        var inner = deployment["properties"]!["template"]!.AsObject();
        var flat = await ReadAsync(templates.FlatAsync(stack));
        Assert.EndsWith("/deploymentTemplate.json#", flat["$schema"]!.GetValue<string>(), StringComparison.Ordinal);
        foreach (var part in (JsonObject[])[template, inner, flat])
        {
            Assert.Equal("1.0.0.0", Text(part, "contentVersion"));
            Assert.All(Resources(part), resource =>
            {
                Assert.Matches(@"^[A-Za-z]+(\.[A-Za-z]+)+(/[A-Za-z]+)+$", Text(resource, "type"));
                Assert.Matches(@"^20\d\d-\d\d-\d\d(-preview)?$", Text(resource, "apiVersion"));
                // As many names as the type has segments after its namespace.
                if (!Text(resource, "name").StartsWith('['))
                    Assert.Equal(Text(resource, "type").Count(character => character == '/'),
                        Text(resource, "name").Split('/').Length);
            });
            // Tools that take resources of one type and name for one see each of them.
            Assert.Distinct(Resources(part).Select(resource => $"{Text(resource, "type")} {Text(resource, "name")}"));
        }

        foreach (var part in (JsonObject[])[inner, flat])
        {
            Assert.Equal(Declared(part),
                Used().Matches(part["resources"]!.ToJsonString()).Select(match => match.Groups[1].Value).Distinct()
                    .Order(StringComparer.Ordinal));
            // Whoever deploys is asked for what is not in Azure, and for nothing else.
            Assert.All(Declared(part), name => Assert.Matches("WorkloadIdentityFederation(Issuer|Subject)$", name));
        }

        Assert.All(template["metadata"]!["notInThisTemplate"]!.AsArray(),
            name => Assert.DoesNotContain("azure-native:", name!.GetValue<string>(), StringComparison.Ordinal));
        // The flat one says nothing of the group that it is deployed to, and is the inner one otherwise.
        Assert.Equal(inner["resources"]!.ToJsonString(), flat["resources"]!.ToJsonString());
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task It_is_the_same_for_every_subscription_and_tenant(string stack)
    {
        const string other = "0f0e0d0c-1111-4222-8333-444455556666";
        var there = Path.Combine(_mlops.Store, "there.json");
        using var project = new ProjectCopy();
        project.WriteStack(stack, $"{project.ReadStack(stack).TrimEnd()}\n  azure-native:subscriptionId: {other}\n");
        (await _mlops.LocalAsync("preview", stack, "--project", project.Directory, "--arm-template", there)).ExitsWith(0);
        var (here, elsewhere) =
            (await File.ReadAllTextAsync(await templates.NestedAsync(stack)), await File.ReadAllTextAsync(there));

        // Nothing is left of the cloud that it was tried on: its subscription, its tenant, what it made up for identities and
        // keys.
        Assert.DoesNotContain("00000000-0000-0000-0000-000000000000", here, StringComparison.Ordinal);
        Assert.DoesNotContain("11111111-1111-1111-1111-111111111111", here, StringComparison.Ordinal);
        Assert.DoesNotContain(other, elsewhere, StringComparison.Ordinal);
        // Names that have to be unique world-wide end with six characters that the program makes of the subscription; the
        // workbook's GUID is made of them.
        string Neutral(string text) =>
            Workbook()
                .Replace(text.Replace(Suffix().Match(text).Groups[1].Value, "SUFFIX", StringComparison.Ordinal), "WORKBOOK");
        Assert.Equal(Neutral(here), Neutral(elsewhere));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("qa")]
    [InlineData("prod")]
    public async Task Azure_Resource_Manager_takes_every_resource_of_it(string stack)
    {
        var template = await ReadAsync(templates.NestedAsync(stack));
        var nested = await TemplateRun.DeployAsync(template);

        var declared = Resources(template).Concat(Resources(Resources(template).Last()["properties"]!["template"]!.AsObject()))
            .Count(resource => Text(resource, "type") != Deployments);
        Assert.Equal(declared, nested.Count);
        // What it made is what the program makes, apart from names that the program can't choose for every subscription.
        var made = await DeclaredBodies.ReadAsync(_mlops, stack);
        Assert.Equal(made.Keys.Select(Place).Order(StringComparer.Ordinal),
            nested.Keys.Select(Place).Order(StringComparer.Ordinal));
        // Each of its expressions gives what the program sends: ids, principals, addresses.
        Assert.All(made.Where(pair => nested.ContainsKey(pair.Key)), pair => pair.Value.AssertSent(pair.Key, nested[pair.Key]));

        // The flat one makes the same of the same.
        var group = nested.Keys.Single(id => id.Split('/') is [_, "subscriptions", _, "resourceGroups", _]).Split('/')[^1];
        var flat = await TemplateRun.DeployAsync(await ReadAsync(templates.FlatAsync(stack)), group);
        TemplateRun.AssertSame(nested, flat);
    }

    [Fact]
    public async Task What_is_asked_wrongly_is_said_and_nothing_is_written()
    {
        var file = Path.Combine(_mlops.Store, "dev.json");
        var alone = (await _mlops.LocalAsync("preview", "dev", "--flat")).ExitsWith(2);
        Assert.Contains("--flat says how --arm-template is written", alone.Error, StringComparison.Ordinal);

        // A folder stands where the file is to be written: the code of a failure that is no mistake in the program.
        Directory.CreateDirectory(file);
        var unwritable = (await _mlops.LocalAsync("preview", "dev", "--arm-template", file)).ExitsWith(1);
        Assert.Contains("FileAccess", unwritable.Error + unwritable.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(file));
        Assert.DoesNotContain(Directory.EnumerateFiles(_mlops.Store), path => path.EndsWith(".tmp", StringComparison.Ordinal));
    }

    public void Dispose() => _mlops.Dispose();

    // Where a resource stands; for what extends another one, what it extends and its type: the template gives it a name of its
    // own.
    private static string Place(string id)
    {
        var last = id.LastIndexOf("/providers/", StringComparison.Ordinal);
        var isExtension = last > 0
            && (id.LastIndexOf("/providers/", last - 1, StringComparison.Ordinal) >= 0
                || id.Contains("/roleAssignments/", StringComparison.OrdinalIgnoreCase));
        return (isExtension ? id[..id.LastIndexOf('/')] : id).ToLowerInvariant();
    }

    private static async Task<JsonObject> ReadAsync(Task<string> file) =>
        JsonNode.Parse(await File.ReadAllTextAsync(await file))!.AsObject();

    private static IEnumerable<JsonObject> Resources(JsonObject template) =>
        template["resources"]!.AsArray().Select(node => node!.AsObject());

    private static IEnumerable<string> Declared(JsonObject template) =>
        template["parameters"]!.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal);

    private static string Text(JsonObject json, string name) => json[name]!.GetValue<string>();

    [GeneratedRegex(@"\[parameters\((?:\\u0027|')(\w+)(?:\\u0027|')\)\]")]
    private static partial Regex Used();

    [GeneratedRegex(@"""kv-mlops-\w+-(\w{6})""")]
    private static partial Regex Suffix();

    [GeneratedRegex(@"(?<=workbooks"",\s+""apiVersion"": ""[^""]+"",\s+""name"": "")[0-9a-f-]{36}")]
    private static partial Regex Workbook();
}
