using System.Text.Json;
using Azure.Bicep.Types.Concrete;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.AzureTypes.Tests;

/// <summary>
/// The enums of azure-native's schema have values that Microsoft's types have at the same place; where two enums of one name were
/// mixed up, the table of known faults says Azure's values.
/// </summary>
public sealed class PackageEnumTests
{
    private static readonly IReadOnlyList<Pair> Pairs = Compare();

    [Fact]
    public void No_enum_is_another_ones()
    {
        Assert.True(Pairs.Count > 300, $"Only {Pairs.Count} enums were compared.");
        Assert.Empty(Pairs.Where(pair => !pair.Values.Intersect(pair.Documented, StringComparer.OrdinalIgnoreCase).Any())
            .Select(
                pair => $"{pair.Owner}.{pair.Property}: {string.Join(", ", pair.Values)} but "
                    + $"{string.Join(", ", pair.Documented)}").Distinct());
    }

    [Fact]
    public void Each_known_fault_is_one_and_has_the_values_of_Azure()
    {
        using var faults = Read("azure-native.faults.json");
        using var schema = Read("azure-native.json");
        foreach (var type in faults.RootElement.GetProperty("properties").EnumerateObject())
        {
            foreach (var property in type.Value.EnumerateObject())
            {
                var values = property.Value.GetProperty("values").EnumerateArray().Select(value => value.GetString()!)
                    .Order(StringComparer.Ordinal);
                var pair =
                    Assert.Single(Pairs, pair => $"azure-native:{pair.Owner}" == type.Name && pair.Property == property.Name);
                Assert.Equal(pair.Documented.Order(StringComparer.Ordinal), values);
                var declared =
                    schema.RootElement.GetProperty("types").GetProperty(property.Value.GetProperty("enum").GetString()!)
                    .GetProperty("enum").EnumerateArray().Select(value => value.GetProperty("value").GetString());
                Assert.Empty(declared.Intersect(pair.Documented));
            }
        }
    }

    private static List<Pair> Compare() =>
    [
        .. from pair in TypePairs.OfPackage
           where pair is { Declared: TypeSchema.Choice, Documented: UnionType }
           let documented = ((UnionType)pair.Documented).Elements.Select(element => element.Type).OfType<StringLiteralType>()
               .Select(literal => literal.Value).ToList()
           where documented.Count > 0
           select new Pair(pair.Owner, pair.Property, ((TypeSchema.Choice)pair.Declared).Values, documented),
    ];

    private static JsonDocument Read(string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "sdks", "schemas", file)));

    /// <summary>An enum of the package schema, and what Microsoft's types say at the same place.</summary>
    private sealed record Pair(string Owner, string Property, IReadOnlyList<string> Values, IReadOnlyList<string> Documented);
}
