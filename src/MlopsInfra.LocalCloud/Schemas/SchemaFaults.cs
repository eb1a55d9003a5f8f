using System.Collections.Immutable;
using System.Text.Json;

namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>
/// Where a package schema is known to say something else than Azure: the type that a property has in Azure. Read from
/// <c>sdks/schemas/*.faults.json</c>, which says where the facts come from.
/// </summary>
internal sealed class SchemaFaults
{
    /// <summary>No faults.</summary>
    public static SchemaFaults None { get; } = new(ImmutableDictionary<(string, string), TypeSchema.Choice>.Empty);

    private readonly ImmutableDictionary<(string Type, string Property), TypeSchema.Choice> _types;

    private SchemaFaults(ImmutableDictionary<(string, string), TypeSchema.Choice> types) => _types = types;

    /// <summary>Opens the faults of a package.</summary>
    /// <param name="package">The package, as in <c>azure-native</c>.</param>
    public static SchemaFaults Of(string package)
    {
        using var stream = typeof(SchemaFaults).Assembly.GetManifestResourceStream($"schemas/{package}.faults.json");
        if (stream is null) return None;
        using var json = JsonDocument.Parse(stream);
        return new SchemaFaults((
            from type in json.RootElement.GetProperty("properties").EnumerateObject()
            from property in type.Value.EnumerateObject()
            select KeyValuePair.Create((type.Name, property.Name), Choice(property.Value))).ToImmutableDictionary());
    }

    /// <summary>The type of a property, as Azure has it.</summary>
    /// <param name="token">The token of the type that has the property, as in <c>azure-native:monitor:Condition</c>.</param>
    /// <param name="property">The property.</param>
    /// <param name="declared">The type by the package schema.</param>
    public TypeSchema Mended(string token, string property, TypeSchema declared) =>
        _types.TryGetValue((token, property), out var mended) ? mended : declared;

    private static TypeSchema.Choice Choice(JsonElement fault)
    {
        var name = fault.GetProperty("enum").GetString()!;
        ImmutableArray<string> values = [.. fault.GetProperty("values").EnumerateArray().Select(value => value.GetString()!)];
        return new TypeSchema.Choice(name[(name.LastIndexOf(':') + 1)..],
            values) { Remark = fault.GetProperty("remark").GetString() };
    }
}
