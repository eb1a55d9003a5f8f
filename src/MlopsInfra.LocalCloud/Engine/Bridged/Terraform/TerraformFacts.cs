using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine.Bridged.Terraform;

/// <summary>
/// What the Terraform provider behind a bridged package says of its types and the Pulumi schema leaves out: defaults, exclusions,
/// what needs a new resource (<c>sdks/schemas/bridged-facts.json</c>).
/// </summary>
internal sealed class TerraformFacts
{
    private readonly Dictionary<string, JsonElement> _types;
    private readonly ConcurrentDictionary<string, TerraformType> _read = new(StringComparer.Ordinal);

    private TerraformFacts(Dictionary<string, JsonElement> types) => _types = types;

    /// <summary>The tokens of the types that there are facts for.</summary>
    public IReadOnlyCollection<string> Tokens => _types.Keys;

    /// <summary>Reads the facts for a package.</summary>
    /// <param name="package">The package, as in <c>azuredevops</c>.</param>
    public static TerraformFacts Open(string package)
    {
        using var stream = typeof(TerraformFacts).Assembly.GetManifestResourceStream("schemas/bridged-facts.json")
            ?? throw new InvalidOperationException("schemas/bridged-facts.json is not in the assembly.");
        // The document stays open: its elements are read as types are asked for.
        var types = JsonDocument.Parse(stream).RootElement.GetProperty(package);
        return new TerraformFacts(types.EnumerateObject()
            .ToDictionary(type => type.Name, type => type.Value, StringComparer.Ordinal));
    }

    /// <summary>A type. One without facts can be changed in place, and its inputs have the schema's flags only.</summary>
    public TerraformType Of(ResourceSchema resource) => _read.GetOrAdd(resource.Token, _ => Read(resource));

    private TerraformType Read(ResourceSchema resource)
    {
        if (!_types.TryGetValue(resource.Token, out var type))
            return new TerraformType(resource.Token, Importable: true, Updatable: true, Inputs(resource.Body, "", "", []));
        var facts = type.GetProperty("properties").EnumerateObject()
            .ToDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal);
        return new TerraformType(
            type.GetProperty("terraform").GetString()!, Is(type, "importable"), Is(type, "updatable"),
            Inputs(resource.Body, "", "", facts));
    }

    /// <param name="schema">The object in Pulumi's schema.</param>
    /// <param name="key">What the keys of its facts begin with: the names on the way to it, each with a dot.</param>
    /// <param name="path">Its path as Terraform's rules name it, with the index of each list.</param>
    /// <param name="facts">The facts for the type.</param>
    private static TerraformObject Inputs(ObjectSchema schema, string key, string path, Dictionary<string, JsonElement> facts) =>
        new(() =>
    {
        var names = facts.Keys.Where(name => name.StartsWith(key, StringComparison.Ordinal))
            .Select(name => name[key.Length..].Split('.')[0])
            .Distinct(StringComparer.Ordinal)
            .Select(name => (Terraform: name,
                Pulumi: TerraformNames.InPulumi(name).FirstOrDefault(candidate => schema.Find(candidate) is not null)))
            .Where(pair => pair.Pulumi is not null)
            .ToDictionary(pair => pair.Pulumi!, pair => pair.Terraform, StringComparer.Ordinal);
        return [.. schema.Properties.Select(property => Property(property,
            names.GetValueOrDefault(property.Name) ?? TerraformNames.InTerraform(property.Name), key, path, facts))];
    });

    private static TerraformProperty Property(PropertySchema schema, string name, string key, string path,
        Dictionary<string, JsonElement> facts)
    {
        var inner = InnerObject(schema.Type);
        var property = new TerraformProperty(schema, name, path + name)
        {
            ForceNew = schema.ForcesReplacement,
            Sensitive = schema.Secret,
            Members = inner is null ? null : Inputs(inner, $"{key}{name}.", $"{path}{name}.0.", facts),
        };
        if (!facts.TryGetValue(key + name, out var fact)) return property;
        return property with
        {
            Default = fact.TryGetProperty("default", out var value) || fact.TryGetProperty("defaultNow", out value)
                ? Value(value) : null,
            ForceNew = Is(fact, "forceNew"),
            Sensitive = schema.Secret || Is(fact, "sensitive"),
            OptionalComputed = Is(fact, "optionalComputed"),
            DiffSuppressed = Is(fact, "diffSuppressed"),
            ConflictsWith = Names(fact, "conflictsWith"),
            ExactlyOneOf = Names(fact, "exactlyOneOf"),
            AtLeastOneOf = Names(fact, "atLeastOneOf"),
            RequiredWith = Names(fact, "requiredWith"),
            MinItems = Count(fact, "minItems"),
            MaxItems = Count(fact, "maxItems"),
        };
    }

    private static ObjectSchema? InnerObject(TypeSchema type) => type switch
    {
        TypeSchema.Object known => known.Schema,
        TypeSchema.List list => InnerObject(list.Items),
        _ => null,
    };

    private static PropertyValue Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => value.GetString()!,
        _ => throw new InvalidDataException($"bridged-facts.json has a default that is no simple value: {value}."),
    };

    private static bool Is(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.GetBoolean();

    private static int Count(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetInt32() : 0;

    private static ImmutableArray<string> Names(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? [.. value.EnumerateArray().Select(item => item.GetString()!)] : [];
}
