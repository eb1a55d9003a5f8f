using System.Collections.Immutable;
using System.Text.Json;

namespace SdkGenerator.Schema;

/// <summary>Reads the properties of a resource, function or object type.</summary>
internal static class PropertyReader
{
    /// <summary>Reads a set of properties with the list of those that are required.</summary>
    /// <param name="owner">What has the properties; an undefined element has none.</param>
    /// <param name="propertiesName">The owner's member that holds the properties.</param>
    /// <param name="requiredName">The owner's member that lists the required ones.</param>
    /// <param name="where">Where the owner stands in the schema, for error messages.</param>
    /// <exception cref="SchemaException">A property is not as a package schema has it.</exception>
    public static ImmutableArray<PropertySpec> Read(JsonElement owner, string propertiesName, string requiredName, string where)
    {
        if (owner.ValueKind != JsonValueKind.Object || !owner.TryGetProperty(propertiesName, out var properties))
            return [];

        var required = owner.TryGetProperty(requiredName, out var names)
            ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal)
            : [];
        var place = $"{where}/{propertiesName}";
        ImmutableArray<PropertySpec> read =
            [.. properties.EnumerateObject().Select(property => ReadOne(property, required.Remove(property.Name), place))];
        return required.Count == 0
            ? read
            : throw new SchemaException($"{where}: '{string.Join("', '", required)}' is required, but there is none such.");
    }

    private static PropertySpec ReadOne(JsonProperty property, bool required, string place)
    {
        var spec = property.Value;
        return new PropertySpec(
            property.Name,
            CSharpNameOverride(spec) ?? Capitalized(property.Name),
            TypeReader.Read(spec, $"{place}/{property.Name}"),
            required,
            spec.TryGetProperty("secret", out var secret) && secret.GetBoolean(),
            Deprecation.IsSaid(spec),
            spec.TryGetProperty("default", out var value) ? value.Clone() : null,
            DefaultEnvironment(spec));
    }

    private static string Capitalized(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static string? CSharpNameOverride(JsonElement spec) =>
        spec.TryGetProperty("language", out var language)
        && language.TryGetProperty("csharp", out var csharp)
        && csharp.TryGetProperty("name", out var name)
            ? name.GetString()
            : null;

    private static ImmutableArray<string> DefaultEnvironment(JsonElement spec) =>
        spec.TryGetProperty("defaultInfo", out var info) && info.TryGetProperty("environment", out var names)
            ? [.. names.EnumerateArray().Select(name => name.GetString()!)]
            : [];
}
