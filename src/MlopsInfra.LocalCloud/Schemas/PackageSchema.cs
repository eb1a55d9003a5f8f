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
    private readonly SchemaTypes _types;
    private readonly Dictionary<string, JsonElement> _resources;
    private readonly Dictionary<string, JsonElement> _functions;
    private readonly ConcurrentDictionary<string, ResourceSchema> _readResources = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FunctionSchema> _readFunctions = new(StringComparer.Ordinal);

    private PackageSchema(JsonElement root)
    {
        Name = root.GetProperty("name").GetString()!;
        Version = root.TryGetProperty("version", out var version) ? version.GetString()! : "0.0.0";
        _types = new SchemaTypes(Name, root.GetProperty("types"));
        _resources = root.GetProperty("resources").EnumerateObject()
            .ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
        _functions = root.GetProperty("functions").EnumerateObject()
            .ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
        Provider = new ObjectSchema(
            $"{Name}:Provider",
            () => _types.ReadProperties(root.GetProperty("provider"), "inputProperties", "requiredInputs",
                (_, name) => (name, false)));
    }

    /// <summary>The package.</summary>
    public string Name { get; }

    /// <summary>Its version.</summary>
    public string Version { get; }

    /// <summary>The inputs of its provider resource.</summary>
    public ObjectSchema Provider { get; }

    /// <summary>The tokens of its resources.</summary>
    public IReadOnlyCollection<string> ResourceTokens => _resources.Keys;

    private bool IsArm => _types.IsArm;

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
        where armType.Equals(SchemaTypes.Text(arm, "type"), StringComparison.OrdinalIgnoreCase)
            && SchemaTypes.Text(arm, "action") is not null
        select SchemaTypes.Text(arm, "action")!).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal);

    /// <summary>A function by its token; null if the package has none.</summary>
    public FunctionSchema? FindFunction(string token) =>
        _functions.TryGetValue(token, out var json) ? _readFunctions.GetOrAdd(token, _ => ReadFunction(token, json)) : null;

    private ResourceSchema ReadResource(string token, JsonElement json)
    {
        var arm = json.TryGetProperty("x-arm", out var found) ? found : default;
        var template = SchemaTypes.Text(arm, "idTemplate") is { } text ? new IdTemplate(text) : null;
        var shortName = token[(token.IndexOf(':', StringComparison.Ordinal) + 1)..];
        (string, bool) Place(string _, string name) =>
            IsArm ? (ArmLayout.ArmName(shortName, name), ArmLayout.IsBelowProperties(shortName, name)) : (name, false);
        bool IsPath(string name) => (template?.Parameters.Contains(name) ?? false) || ArmLayout.IsQuery(shortName, name);
        IEnumerable<PropertySchema> InBody(PropertySchema property) =>
            !IsPath(property.Name) ? [property]
                : ArmLayout.IsInBodyToo(shortName, property.Name) ? [property with { Required = true }] : [];

        var inputs =
            new Lazy<ImmutableArray<PropertySchema>>(() => _types.ReadProperties(json, "inputProperties", "requiredInputs",
                Place));
        var outputs = new ObjectSchema(shortName, () => _types.ReadProperties(json, "properties", "required", Place));
        return new ResourceSchema
        {
            Token = token,
            ArmType = SchemaTypes.Text(arm, "type") ?? token,
            ApiVersion = SchemaTypes.Text(arm, "apiVersion") ?? "",
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
        var owner = SchemaTypes.Text(arm, "type") is { } type && SchemaTypes.Text(arm, "action") is null
            ? ArmTypes().Where(pair => pair.ArmType == type)
                .Select(pair => pair.Token[(pair.Token.IndexOf(':', StringComparison.Ordinal) + 1)..]).FirstOrDefault()
            : null;
        (string, bool) Flat(string _, string name) => (name, false);
        (string, bool) Place(string _, string name) =>
            owner is null ? (name, false) : (ArmLayout.ArmName(owner, name), ArmLayout.IsBelowProperties(owner, name));

        ObjectSchema Side(string side, Func<string, string, (string, bool)> place) => new(
            $"{token}:{side}",
            () => json.TryGetProperty(side, out var part) ? _types.ReadProperties(part, "properties", "required", place) : []);
        return new FunctionSchema(token, SchemaTypes.Text(arm, "type"), SchemaTypes.Text(arm, "action"), Side("inputs", Flat),
            Side("outputs", Place));
    }
}
