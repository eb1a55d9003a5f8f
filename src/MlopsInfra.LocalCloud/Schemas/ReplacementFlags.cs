using System.Collections.Frozen;
using System.Text.Json;

namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>
/// The inputs of a type whose change makes azure-native replace the resource: what the id is made of, and what is marked. The
/// provider looks for marks at the top level of the body, one object below, and in the objects of a list at the top level.
/// </summary>
internal sealed class ReplacementFlags
{
    private static readonly Lazy<FrozenDictionary<string, string[]>> Corrections = new(ReadCorrections);
    private readonly FrozenSet<string> _paths;

    private ReplacementFlags(IEnumerable<string> paths) => _paths = paths.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The types for which <c>replacement-flags.json</c> takes the place of the schema's marks.</summary>
    public static IReadOnlyCollection<string> CorrectedTypes => Corrections.Value.Keys;

    /// <summary>The paths, as in <c>networkProfile.podCidr</c> and <c>agentPoolProfiles[].vmSize</c>.</summary>
    public IReadOnlySet<string> Paths => _paths;

    /// <summary>The flags of a type.</summary>
    /// <param name="schema">The type.</param>
    public static ReplacementFlags Of(ResourceSchema schema)
    {
        var id = schema.PathInputs.Keys.Where(name => schema.Id is { } template && template.Parameters.Contains(name));
        return new ReplacementFlags(id.Concat(Corrections.Value.TryGetValue(schema.ShortName, out var corrected)
            ? corrected : Marked(schema.Body)));
    }

    /// <summary>Whether a path is marked itself.</summary>
    public bool Contains(string path) => _paths.Contains(path);

    private static IEnumerable<string> Marked(ObjectSchema body)
    {
        foreach (var property in body.Properties)
        {
            if (property.ForcesReplacement) yield return property.Name;
            var (inner, prefix) = property.Type switch
            {
                TypeSchema.Object known => (known.Schema, property.Name),
                TypeSchema.List { Items: TypeSchema.Object item } => (item.Schema, $"{property.Name}[]"),
                _ => (null, ""),
            };
            if (inner is null) continue;
            foreach (var below in inner.Properties.Where(below => below.ForcesReplacement)) yield return $"{prefix}.{below.Name}";
        }
    }

    private static FrozenDictionary<string, string[]> ReadCorrections()
    {
        using var stream = typeof(ReplacementFlags).Assembly.GetManifestResourceStream("replacement-flags.json")!;
        using var json = JsonDocument.Parse(stream);
        return json.RootElement.GetProperty("flags").EnumerateObject().ToFrozenDictionary(
            type => type.Name, type => type.Value.EnumerateArray().Select(path => path.GetString()!).ToArray(),
            StringComparer.Ordinal);
    }
}
