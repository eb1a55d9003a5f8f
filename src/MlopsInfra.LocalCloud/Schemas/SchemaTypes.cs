using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;

namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>The types of a package schema: each is read when it is first used.</summary>
/// <param name="package">The package, as in <c>azure-native</c>.</param>
/// <param name="types">The member <c>types</c> of its schema.</param>
internal sealed class SchemaTypes(string package, JsonElement types)
{
    private readonly SchemaFaults _faults = SchemaFaults.Of(package);
    private readonly ConcurrentDictionary<string, TypeSchema> _read = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, JsonElement>> _index = new(() => types.EnumerateObject()
        .ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal));

    /// <summary>Whether its resources are Azure Resource Manager's.</summary>
    public bool IsArm { get; } = package == "azure-native";

    /// <summary>The properties of an object.</summary>
    /// <param name="json">The object in the schema.</param>
    /// <param name="propertiesKey">What its properties are called there.</param>
    /// <param name="requiredKey">What the names of those that have to be given are called there.</param>
    /// <param name="place">Where a property stands in the ARM body.</param>
    public ImmutableArray<PropertySchema> ReadProperties(
        JsonElement json, string propertiesKey, string requiredKey,
        Func<string, string, (string ArmName, bool InProperties)> place)
    {
        if (!json.TryGetProperty(propertiesKey, out var properties)) return [];
        var required = json.TryGetProperty(requiredKey, out var names)
            ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal)
            : [];
        return [.. properties.EnumerateObject().Select(member =>
        {
            var (armName, inProperties) = place(propertiesKey, member.Name);
            var type = ReadType(member.Value);
            // Identities of a resource; the pod identities of a cluster have the same name, but are objects.
            if (IsArm && member.Name == "userAssignedIdentities" && type is TypeSchema.List { Items: TypeSchema.Primitive })
                type = new TypeSchema.IdentitySet();
            return new PropertySchema(member.Name, armName, inProperties, type)
            {
                Required = required.Contains(member.Name),
                ForcesReplacement = Flag(member.Value, "willReplaceOnChanges"),
                Secret = Flag(member.Value, "secret"),
                Constant = Text(member.Value, "const"),
                Deprecated = Flag(member.Value, "deprecated"),
                HasDefault = member.Value.TryGetProperty("default", out _) || member.Value.TryGetProperty("defaultInfo", out _),
            };
        })];
    }

    private TypeSchema ReadType(JsonElement json)
    {
        if (json.TryGetProperty("$ref", out var reference)) return ReadReference(reference.GetString()!);
        if (json.TryGetProperty("oneOf", out var cases)) return ReadUnion(json, cases);
        return Text(json, "type") switch
        {
            "array" => new TypeSchema.List(json.TryGetProperty("items", out var items) ? ReadType(items) : new TypeSchema.Any()),
            "object" => new TypeSchema.Map(json.TryGetProperty("additionalProperties", out var values)
                ? ReadType(values) : new TypeSchema.Any()),
            "boolean" => new TypeSchema.Primitive(PrimitiveKind.Boolean),
            "integer" => new TypeSchema.Primitive(PrimitiveKind.Integer),
            "number" => new TypeSchema.Primitive(PrimitiveKind.Number),
            "string" => new TypeSchema.Primitive(PrimitiveKind.String),
            _ => new TypeSchema.Any(),
        };
    }

    private TypeSchema ReadUnion(JsonElement json, JsonElement cases)
    {
        if (json.TryGetProperty("discriminator", out var discriminator))
        {
            return new TypeSchema.OneOf(
                discriminator.GetProperty("propertyName").GetString()!,
                discriminator.GetProperty("mapping").EnumerateObject().ToImmutableDictionary(
                    member => member.Name,
                    member => ReadReference(member.Value.GetString()!) is TypeSchema.Object type
                        ? type.Schema
                        : throw new InvalidDataException($"The discriminator case '{member.Name}' is no object type."),
                    StringComparer.OrdinalIgnoreCase));
        }

        // A string or an enum: Azure takes the values of the enum, unless they are only those known so far.
        var types = cases.EnumerateArray().Select(ReadType).ToList();
        return types.OfType<TypeSchema.Choice>().FirstOrDefault() is { } choice
            ? IsOpen(choice.Name) ? new TypeSchema.Primitive(PrimitiveKind.String) : choice
            : types.Count == 1 ? types[0] : new TypeSchema.Any();
    }

    // Of the sizes of machines Microsoft says that the enum is deprecated; it lacks all since 2018.
    private static bool IsOpen(string name) =>
        name.StartsWith("Known", StringComparison.Ordinal) || name == "VirtualMachineSizeTypes";

    private TypeSchema ReadReference(string reference)
    {
        if (reference.StartsWith("pulumi.json#/", StringComparison.Ordinal))
            return reference.EndsWith("Asset", StringComparison.Ordinal)
                || reference.EndsWith("Archive", StringComparison.Ordinal) ? new TypeSchema.Asset() : new TypeSchema.Any();
        return _read.GetOrAdd(Uri.UnescapeDataString(reference["#/types/".Length..]), ReadNamedType);
    }

    private TypeSchema ReadNamedType(string token)
    {
        if (!_index.Value.TryGetValue(token, out var json))
            throw new InvalidDataException($"The schema of {package} has no type '{token}'.");
        var name = token[(token.IndexOf(':', StringComparison.Ordinal) + 1)..];
        if (json.TryGetProperty("enum", out var values))
            return new TypeSchema.Choice(name[(name.LastIndexOf(':') + 1)..],
                [.. values.EnumerateArray().Select(value => value.GetProperty("value").ToString())]);
        (string, bool) Place(string _, string property) =>
            IsArm ? (ArmLayout.ArmName(name, property), ArmLayout.IsBelowInnerProperties(name, property)) : (property, false);
        return new TypeSchema.Object(new ObjectSchema(
            name,
            () =>
            [
                .. ReadProperties(json, "properties", "required", Place)
                    .Select(property => property with { Type = _faults.Mended(token, property.Name, property.Type) }),
            ],
            () => _index.Value.ContainsKey($"{token}Response")
                && ReadReference($"#/types/{token}Response") is TypeSchema.Object twin ? twin.Schema : null));
    }

    /// <summary>A text member; null if there is none.</summary>
    /// <param name="json">The object.</param>
    /// <param name="name">The member.</param>
    public static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Flag(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
