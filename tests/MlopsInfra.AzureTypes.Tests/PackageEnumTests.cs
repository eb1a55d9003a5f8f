using System.Text.Json;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.AzureTypes.Tests;

/// <summary>
/// The enums of azure-native's schema have values that Microsoft's types have at the same place; where two enums of one name were
/// mixed up, the table of known faults says Azure's values.
/// </summary>
public sealed class PackageEnumTests
{
    private static readonly IReadOnlyList<EnumComparison.Pair> Pairs = Compare();

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

    private static List<EnumComparison.Pair> Compare()
    {
        var (types, package) = (new AzureTypeCatalog(), new AzureCatalog());
        return
        [
            .. from resource in package.Package.ArmTypes()
               let schema = package.Package.FindResource(resource.Token)!
               let body = types.FindBody(schema.ArmType, schema.ApiVersion)
               where body is not null
               from pair in EnumComparison.Of(schema, body)
               select pair,
        ];
    }

    private static JsonDocument Read(string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "sdks", "schemas", file)));
}
