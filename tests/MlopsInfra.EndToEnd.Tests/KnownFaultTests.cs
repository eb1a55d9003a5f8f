using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// No part uses an enum of a Pulumi package whose values Azure does not take (sdks/schemas/azure-native.faults.json).
/// </summary>
public sealed class KnownFaultTests
{
    private static readonly string[] Sources = ["templates", "docs", "tests/Programs"];

    [Theory]
    [InlineData("MlopsInfra.Components")]
    [InlineData("MlopsInfra.Stacks")]
    public void No_assembly_uses_an_enum_that_has_the_values_of_another_type(string part)
    {
        using var file = File.OpenRead(Assembly.Load(part).Location);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        var used = metadata.MemberReferences.Select(handle => metadata.GetMemberReference(handle).Parent)
            .Where(parent => parent.Kind == HandleKind.TypeReference)
            .Select(parent => metadata.GetTypeReference((TypeReferenceHandle)parent))
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")
            .Distinct().ToList();

        // An enum that is used is found this way.
        if (part == "MlopsInfra.Components") Assert.Contains("Pulumi.AzureNative.Monitor.TimeAggregation", used);
        Assert.All(FaultyEnums(),
            token => Assert.DoesNotContain($"Pulumi.AzureNative.{Module(token)}.{token.Split(':')[2]}", used));
    }

    [Fact]
    public void No_template_or_example_names_one()
    {
        var files = Sources.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*",
            SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".md" or ".ts" or ".js"
                && !file.Contains("node_modules", StringComparison.Ordinal));
        var names = FaultyEnums().Select(token => $"{token.Split(':')[2]}.").ToList();
        Assert.NotEmpty(names);
        Assert.All(files,
            file => Assert.DoesNotContain(names, name => File.ReadAllText(file).Contains(name, StringComparison.Ordinal)));
    }

    private static List<string> FaultyEnums()
    {
        using var faults =
            JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "sdks", "schemas", "azure-native.faults.json")));
        return
        [
            .. faults.RootElement.GetProperty("properties").EnumerateObject()
                .SelectMany(type => type.Value.EnumerateObject()).Select(fault => fault.Value.GetProperty("enum").GetString()!)
                .Distinct(),
        ];
    }

    private static string Module(string token) =>
        token.Split(':')[1] is var module ? char.ToUpperInvariant(module[0]) + module[1..] : "";
}
