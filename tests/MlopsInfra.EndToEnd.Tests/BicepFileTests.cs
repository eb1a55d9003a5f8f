using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.EndToEnd.Tests.Support;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// What the program declares, as a Bicep file and as an ARM template, before Microsoft's own tool: it knows the types of all
/// resources, and reads templates as Azure Resource Manager does.
/// </summary>
/// <param name="templates">The files of the committed stacks.</param>
public sealed partial class BicepFileTests(StackTemplates templates) : IClassFixture<StackTemplates>
{
    private static readonly string[] Stacks = ["dev", "qa", "prod"];

    /// <summary>Warnings of the compiler that are accepted: what it says, and why it stays.</summary>
    private static readonly (string Code, string Says, string Reason)[] Accepted =
    [
        ("no-hardcoded-env-urls", "core.windows.net",
            "Environments are for the public cloud; names of private zones and datastores are its own."),
        ("no-hardcoded-env-urls", "management.azure.com",
            "The same: what starts runs asks the Resource Manager of the public cloud."),
        ("adminusername-should-not-be-literal", "\"agent\"",
            "The name of the account on agents is no secret, and the same in every environment."),
        ("use-secure-value-for-secure-inputs", "'workspaceResourceId'",
            "The id of a Log Analytics workspace is no secret: it grants nothing."),
    ];

    [Fact]
    public async Task Bicep_builds_it_without_a_warning_that_is_not_accepted()
    {
        Bicep.OrSkip();
        var warnings = new List<string>();
        foreach (var stack in Stacks)
        {
            var built = await Bicep.RunAsync("build", await templates.BicepAsync(stack), "--stdout");
            Assert.True(built.ExitCode == 0, built.Error);
            warnings.AddRange(built.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => $"{stack}{line[line.IndexOf('(', StringComparison.Ordinal)..]}"));
        }

        Assert.DoesNotContain(warnings, line => !Array.Exists(Accepted, accepted => Is(accepted, line)));
        // One that no longer comes is not accepted any more.
        Assert.All(Accepted, accepted => Assert.Contains(warnings, line => Is(accepted, line)));

        static bool Is((string Code, string Says, string Reason) accepted, string line) =>
            line.Contains($" Warning {accepted.Code}: ", StringComparison.Ordinal)
                && line.Contains(accepted.Says, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("qa")]
    [InlineData("prod")]
    public async Task What_Bicep_makes_of_it_deploys_the_same_as_the_ARM_template(string stack)
    {
        Bicep.OrSkip();
        var built = (await Bicep.RunAsync("build", await templates.BicepAsync(stack), "--stdout")).ExitsWith(0);
        var flat = JsonNode.Parse(await File.ReadAllTextAsync(await templates.FlatAsync(stack)))!.AsObject();

        var (fromBicep, fromArm) = (await TemplateRun.DeployAsync(JsonNode.Parse(built.Output)!.AsObject(), "rg-mlops"),
            await TemplateRun.DeployAsync(flat, "rg-mlops"));

        TemplateRun.AssertSame(fromArm, fromBicep);
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("qa")]
    [InlineData("prod")]
    public async Task It_refers_by_symbolic_names(string stack)
    {
        var text = await File.ReadAllTextAsync(await templates.BicepAsync(stack));

        // An id of what is in the file is written by its symbol: no name of a resource at the top is in a function.
        var names = Names().Matches(text).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.NotEmpty(names);
        Assert.All(Functions().Matches(text).Select(match => match.Groups[1].Value),
            call => Assert.Matches(@"^'[^']+/[^']+/[^']+'", call));
        Assert.DoesNotContain("reference(", text, StringComparison.Ordinal);
        Assert.Contains("  parent: ", text, StringComparison.Ordinal);
        Assert.Contains("  scope: ", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("qa")]
    [InlineData("prod")]
    public async Task Azure_s_reader_of_templates_knows_every_member_of_the_ARM_templates(string stack)
    {
        Bicep.OrSkip();
        var folder = Path.GetDirectoryName(await templates.FlatAsync(stack))!;
        // A module in JSON is read strictly: a member that templates don't have is an error.
        await ReadsAsync($"{stack}.flat.json", "resourceGroup");
        await ReadsAsync($"{stack}.json", "subscription");

        async Task ReadsAsync(string template, string scope)
        {
            var parameters = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, template)))!["parameters"]!
                .AsObject().Select(pair => $"{pair.Key}: 'any'");
            var file = Path.Combine(folder, $"{Guid.NewGuid():N}.bicep");
            await File.WriteAllTextAsync(file,
                $"targetScope = '{scope}'\nmodule it '{template}' = {{\n  name: 'it'\n  params: {{\n    "
                    + $"{string.Join("\n    ", parameters)}\n  }}\n}}\n");
            var built = await Bicep.RunAsync("build", file, "--stdout");
            Assert.True(built.ExitCode == 0, built.Error);
        }
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("qa")]
    [InlineData("prod")]
    public async Task Bicep_decompiles_the_ARM_template_as_far_as_it_can(string stack)
    {
        Bicep.OrSkip();
        var copy = TestFolders.Create("mlops-decompile-").FullName;
        var json = Path.Combine(copy, $"{stack}.json");
        File.Copy(await templates.FlatAsync(stack), json);

        var decompiled = await Bicep.RunAsync("decompile", json);

        Assert.DoesNotContain("fatal error", decompiled.Error, StringComparison.Ordinal);
        var resources = JsonNode.Parse(await File.ReadAllTextAsync(json))!["resources"]!.AsArray().Count;
        Assert.Equal(resources, Declarations().Count(await File.ReadAllTextAsync(Path.ChangeExtension(json, ".bicep"))));
        // It leaves ids of extensions in `dependsOn`, and scopes that are not in the template, as they were: errors that a person
        // mends.
        Assert.All(Errors().Matches(decompiled.Error).Select(match => match.Groups[1].Value),
            code => Assert.Contains(code, (string[])["BCP034", "BCP036"]));
        Directory.Delete(copy, recursive: true);
    }

    [GeneratedRegex(@"^  name: '([^']+)'$", RegexOptions.Multiline)]
    private static partial Regex Names();

    [GeneratedRegex(@"\bresourceId\(([^)]*)\)")]
    private static partial Regex Functions();

    [GeneratedRegex(@"^resource \w+ '[^']+' = ", RegexOptions.Multiline)]
    private static partial Regex Declarations();

    [GeneratedRegex(@" Error (\w+):")]
    private static partial Regex Errors();
}
