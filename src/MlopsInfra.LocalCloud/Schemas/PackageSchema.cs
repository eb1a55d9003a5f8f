using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;

namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>
/// A Pulumi package schema, embedded in this assembly. Opening it only tokenizes the JSON; a type is read when it is first used,
/// because a program uses few of them.
/// </summary>
internal sealed class PackageSchema
{
    private readonly JsonElement _types;
    private readonly SchemaFaults _faults;
    private readonly Dictionary<string, JsonElement> _resources;
    private readonly Dictionary<string, JsonElement> _functions;
    private readonly Lazy<Dictionary<string, JsonElement>> _typeIndex;
    private readonly ConcurrentDictionary<string, ResourceSchema> _readResources = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FunctionSchema> _readFunctions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TypeSchema> _readTypes = new(StringComparer.Ordinal);

    private PackageSchema(JsonElement root)
    {
        Name = root.GetProperty("name").GetString()!;
        Version = root.TryGetProperty("version", out var version) ? version.GetString()! : "0.0.0";
        _types = root.GetProperty("types");
        _faults = SchemaFaults.Of(Name);
        _resources = root.GetProperty("resources").EnumerateObject()
            .ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
        _functions = root.GetProperty("functions").EnumerateObject()
            .ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
        _typeIndex = new(() => _types.EnumerateObject()
            .ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal));
        Provider = new ObjectSchema(
            $"{Name}:Provider",
            () => ReadProperties(root.GetProperty("provider"), "inputProperties", "requiredInputs", (_, name) => (name, false)));
    }

    /// <summary>The package.</summary>
    public string Name { get; }

    /// <summary>Its version.</summary>
    public string Version { get; }

    /// <summary>The inputs of its provider resource.</summary>
    public ObjectSchema Provider { get; }

    /// <summary>The tokens of its resources.</summary>
    public IReadOnlyCollection<string> ResourceTokens => _resources.Keys;

    private bool IsArm => Name == "azure-native";

    /// <summary>Opens an embedded schema.</summary>
    /// <param name="package">The package, as in <c>azure-native</c>.</param>
    public static PackageSchema Open(string package)
    {
        using var stream = PackageSchemas.Open(package);
        // The document stays open as long as the process: its elements are what the lazy readers read.
        return new PackageSchema(JsonDocument.Parse(stream).RootElement);
    }

    /// <summary>A resource by its token; null if the package has none.</summary>
    public ResourceSchema? FindResource(string token) =>
        _resources.TryGetValue(token, out var json) ? _readResources.GetOrAdd(token, _ => ReadResource(token, json)) : null;

    /// <summary>The ARM type of every resource, without reading the rest of it.</summary>
    public IEnumerable<(string ArmType, string Token)> ArmTypes() =>
        from resource in _resources
        where resource.Value.TryGetProperty("x-arm", out var arm) && arm.TryGetProperty("type", out _)
        select (resource.Value.GetProperty("x-arm").GetProperty("type").GetString()!, resource.Key);

    /// <summary>The POST actions of a resource type that functions of the package call.</summary>
    public IEnumerable<string> ActionsOf(string armType) => (
        from json in _functions.Values
        let arm = json.TryGetProperty("x-arm", out var found) ? found : default
        where armType.Equals(Text(arm, "type"), StringComparison.OrdinalIgnoreCase) && Text(arm, "action") is not null
        select Text(arm, "action")!).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal);

    /// <summary>A function by its token; null if the package has none.</summary>
    public FunctionSchema? FindFunction(string token) =>
        _functions.TryGetValue(token, out var json) ? _readFunctions.GetOrAdd(token, _ => ReadFunction(token, json)) : null;

    private ResourceSchema ReadResource(string token, JsonElement json)
    {
        var arm = json.TryGetProperty("x-arm", out var found) ? found : default;
        var template = Text(arm, "idTemplate") is { } text ? new IdTemplate(text) : null;
        var shortName = token[(token.IndexOf(':', StringComparison.Ordinal) + 1)..];
        (string, bool) Place(string _, string name) =>
            IsArm ? (ArmLayout.ArmName(shortName, name), ArmLayout.IsBelowProperties(shortName, name)) : (name, false);
        bool IsPath(string name) => (template?.Parameters.Contains(name) ?? false) || ArmLayout.IsQuery(shortName, name);
        IEnumerable<PropertySchema> InBody(PropertySchema property) =>
            !IsPath(property.Name) ? [property]
                : ArmLayout.IsInBodyToo(shortName, property.Name) ? [property with { Required = true }] : [];

        var inputs =
            new Lazy<ImmutableArray<PropertySchema>>(() => ReadProperties(json, "inputProperties", "requiredInputs", Place));
        var outputs = new ObjectSchema(shortName, () => ReadProperties(json, "properties", "required", Place));
        return new ResourceSchema
        {
            Token = token,
            ArmType = Text(arm, "type") ?? token,
            ApiVersion = Text(arm, "apiVersion") ?? "",
            Id = template,
            Body = new ObjectSchema(shortName, () => [.. inputs.Value.SelectMany(InBody)], () => outputs),
            Outputs = outputs,
            PathInputs = inputs.Value.Where(property => IsPath(property.Name)).ToImmutableDictionary(property => property.Name),
        };
    }

    private FunctionSchema ReadFunction(string token, JsonElement json)
    {
        var arm = json.TryGetProperty("x-arm", out var found) ? found : default;
        // A result is shaped like the resource it comes from.
        var owner = Text(arm, "type") is { } type && Text(arm, "action") is null
            ? ArmTypes().Where(pair => pair.ArmType == type)
                .Select(pair => pair.Token[(pair.Token.IndexOf(':', StringComparison.Ordinal) + 1)..]).FirstOrDefault()
            : null;
        (string, bool) Flat(string _, string name) => (name, false);
        (string, bool) Place(string _, string name) =>
            owner is null ? (name, false) : (ArmLayout.ArmName(owner, name), ArmLayout.IsBelowProperties(owner, name));

        ObjectSchema Side(string side, Func<string, string, (string, bool)> place) => new(
            $"{token}:{side}",
            () => json.TryGetProperty(side, out var part) ? ReadProperties(part, "properties", "required", place) : []);
        return new FunctionSchema(token, Text(arm, "type"), Text(arm, "action"), Side("inputs", Flat), Side("outputs", Place));
    }

    private ImmutableArray<PropertySchema> ReadProperties(
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
        return _readTypes.GetOrAdd(Uri.UnescapeDataString(reference["#/types/".Length..]), ReadNamedType);
    }

    private TypeSchema ReadNamedType(string token)
    {
        if (!_typeIndex.Value.TryGetValue(token, out var json))
            throw new InvalidDataException($"The schema of {Name} has no type '{token}'.");
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
            () => _typeIndex.Value.ContainsKey($"{token}Response")
                && ReadReference($"#/types/{token}Response") is TypeSchema.Object twin ? twin.Schema : null));
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Flag(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
