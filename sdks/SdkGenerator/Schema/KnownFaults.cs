using System.Collections.Immutable;
using System.Text.Json;

namespace SdkGenerator.Schema;

/// <summary>
/// What is known to be wrong in a package schema. The generated code says the same as the official package all the same: whoever
/// compiles against it has to meet the same names and values. It warns in its documentation.
/// </summary>
internal sealed class KnownFaults
{
    private readonly ImmutableDictionary<string, string> _enums;

    private KnownFaults(ImmutableDictionary<string, string> enums) => _enums = enums;

    /// <summary>No faults.</summary>
    public static KnownFaults None { get; } = new(ImmutableDictionary<string, string>.Empty);

    /// <summary>The tokens of enums whose values Azure does not take.</summary>
    public IEnumerable<string> Enums => _enums.Keys;

    /// <summary>The warning of an enum; null if nothing is known against it.</summary>
    public string? OfEnum(string token) => _enums.GetValueOrDefault(token);

    /// <summary>
    /// Reads the faults beside a schema: <c>azure-native.faults.json</c> for <c>azure-native.json</c>; none if there is no such
    /// file.
    /// </summary>
    /// <exception cref="SchemaException">The file is no table of faults.</exception>
    public static KnownFaults Beside(string schemaFile)
    {
        var path = Path.ChangeExtension(schemaFile, ".faults.json");
        if (!File.Exists(path))
            return None;
        using var document = SchemaFile.Read(path);
        try
        {
            return new KnownFaults((
                from type in document.RootElement.GetProperty("properties").EnumerateObject()
                from property in type.Value.EnumerateObject()
                let values = property.Value.GetProperty("values").EnumerateArray().Select(value => value.GetString())
                let member = $"{type.Name[(type.Name.LastIndexOf(':') + 1)..]}.{property.Name}"
                select KeyValuePair.Create(
                    property.Value.GetProperty("enum").GetString()!,
                    $"Not for {member}: Azure takes {string.Join(", ", values)} there. "
                        + $"{property.Value.GetProperty("remark").GetString()}"))
                .ToImmutableDictionary());
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new SchemaException($"{path}: this is no table of faults: {e.Message}", e);
        }
    }
}
