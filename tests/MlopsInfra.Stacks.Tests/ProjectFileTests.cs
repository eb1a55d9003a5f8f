using System.Reflection;
using System.Text.RegularExpressions;
using MlopsInfra.LocalEngine.Configuration;

namespace MlopsInfra.Stacks.Tests;

/// <summary>What <c>Pulumi.yaml</c> declares is what the program reads and what the reference says.</summary>
public sealed partial class ProjectFileTests
{
    private static readonly ProjectFile Project = ProjectFile.Load(StackFile.Root);

    /// <summary>The program's keys, without those inside groups.</summary>
    private static IEnumerable<PropertyInfo> Settings => EnvironmentSettings.Properties;

    [Fact]
    public void It_declares_every_key_of_the_program_and_no_other() =>
        Assert.Equal(Settings.Select(KeyOf).Order(StringComparer.Ordinal),
            Project.Declarations.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Plain_values_have_their_type_and_groups_an_empty_value() => Assert.All(Settings, setting =>
    {
        var declared = Project.Declarations[KeyOf(setting)];
        var expected =
            setting.PropertyType == typeof(string) ? "string" : setting.PropertyType == typeof(bool) ? "boolean" : null;
        Assert.Equal(expected, declared.Type);
        if (expected is null) Assert.Equal("{}", declared.Default);
    });

    [Fact]
    public void Its_defaults_are_those_of_the_program_and_of_the_reference()
    {
        var defaults = Project.Declarations.Values.Where(declared => declared.Default is not null)
            .ToDictionary(declared => KeyIn(declared.Key), declared => declared.Default!);
        var declaredOnly =
            EnvironmentSettings.Read(Configuration(new Dictionary<string, string>(defaults) { ["location"] = "westeurope" }));
        var nothing = EnvironmentSettings.Read(Configuration(new Dictionary<string, string> { ["location"] = "westeurope" }));
        Assert.Equivalent(nothing, declaredOnly, strict: true);

        var documented = Row().Matches(File.ReadAllText(Path.Combine(StackFile.Root, "docs", "configuration.md")))
            .ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value);
        Assert.Equal($"`{defaults["workload"]}`", documented["workload"]);
        Assert.Equal($"`{defaults["deleteLocks"]}`", documented["deleteLocks"]);
        Assert.Equal("the stack's name", documented["environment"]);
        Assert.Equal("(required)", documented["location"]);
        Assert.True(Project.Declarations["mlops-infra:location"].IsRequired);
    }

    [Fact]
    public void Every_key_has_a_description()
    {
        var text = File.ReadAllText(Project.Path);
        Assert.Equal(Project.Declarations.Count, Description().Count(text));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void The_stack_files_fit_what_is_declared(string stack) =>
        Assert.Equal(stack, StackConfiguration.Load(Project, stack).Stack);

    private static RawConfiguration Configuration(IReadOnlyDictionary<string, string> values) =>
        new("mlops-infra", "dev", values, new HashSet<string>());

    private static string KeyOf(PropertyInfo setting) =>
        $"mlops-infra:{char.ToLowerInvariant(setting.Name[0])}{setting.Name[1..]}";

    private static string KeyIn(string fullKey) => fullKey["mlops-infra:".Length..];

    [GeneratedRegex(@"^\| `([a-zA-Z.]+)` \| [^|]+ \| ([^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("^    description: .{20,}$", RegexOptions.Multiline)]
    private static partial Regex Description();
}
