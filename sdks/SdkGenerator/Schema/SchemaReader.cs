using System.Collections.Immutable;
using System.Text.Json;

namespace SdkGenerator.Schema;

/// <summary>Turns the JSON of a package schema into <see cref="PackageSchema"/>.</summary>
internal static class SchemaReader
{
    /// <summary>Reads a schema and checks that every type it refers to is in it.</summary>
    /// <exception cref="SchemaException">Something is missing or of a kind that the generator doesn't know.</exception>
    public static PackageSchema Read(JsonElement root)
    {
        var name = RequiredString(root, "name", "/name");
        var csharp = Child(Child(root, "language"), "csharp");
        var types = Members(root, "types").ToLookup(type => type.Value.TryGetProperty("enum", out _));
        var schema = new PackageSchema(
            name,
            RequiredString(root, "version", "/version"),
            Members(csharp, "namespaces").ToImmutableDictionary(part => part.Name, part => part.Value.GetString()!),
            Child(csharp, "compatibility") is { ValueKind: JsonValueKind.String } mode && mode.GetString() == "tfbridge20",
            ReadResource($"pulumi:providers:{name}", Child(root, "provider"), "/provider"),
            PropertyReader.Read(Child(root, "config"), "variables", "required", "/config"),
            [.. Members(root, "resources").Select(entry => ReadResource(entry.Name, entry.Value, $"/resources/{entry.Name}"))],
            [.. Members(root, "functions").Select(entry => ReadFunction(entry.Name, entry.Value))],
            types[false].ToImmutableDictionary(type => type.Name, type => ReadObjectType(type.Name, type.Value)),
            types[true].ToImmutableDictionary(type => type.Name, type => ReadEnum(type.Name, type.Value)));
        ReferenceCheck.Run(schema);
        return schema;
    }

    private static ResourceSpec ReadResource(string token, JsonElement resource, string where) => new(
        token,
        PropertyReader.Read(resource, "inputProperties", "requiredInputs", where),
        PropertyReader.Read(resource, "properties", "required", where),
        resource.ValueKind == JsonValueKind.Object && resource.TryGetProperty("stateInputs", out var state)
            ? PropertyReader.Read(state, "properties", "required", $"{where}/stateInputs")
            : null,
        [.. Items(resource, "aliases").Select(alias => RequiredString(alias, "type", $"{where}/aliases"))],
        Deprecation.IsSaid(resource));

    private static FunctionSpec ReadFunction(string token, JsonElement function) => new(
        token,
        PropertyReader.Read(Child(function, "inputs"), "properties", "required", $"/functions/{token}/inputs"),
        PropertyReader.Read(Child(function, "outputs"), "properties", "required", $"/functions/{token}/outputs"),
        Deprecation.IsSaid(function));

    private static ObjectTypeSpec ReadObjectType(string token, JsonElement type) =>
        new(token, PropertyReader.Read(type, "properties", "required", $"/types/{token}"));

    private static EnumSpec ReadEnum(string token, JsonElement type)
    {
        var where = $"/types/{token}";
        if (RequiredString(type, "type", where) is not "string" and var kind)
            throw new SchemaException($"{where}: an enum of '{kind}' can't be generated, only enums of strings.");
        return new EnumSpec(token, [.. Items(type, "enum").Select(item => ReadEnumValue(item, where))]);
    }

    private static EnumValueSpec ReadEnumValue(JsonElement item, string where)
    {
        var value = RequiredString(item, "value", $"{where}/enum");
        return new EnumValueSpec(item.TryGetProperty("name", out var name) ? name.GetString()! : value, value);
    }

    private static string RequiredString(JsonElement parent, string name, string where) =>
        Child(parent, name) is { ValueKind: JsonValueKind.String } value
            ? value.GetString()!
            : throw new SchemaException($"{where}: '{name}' is missing or no text; is this a Pulumi package schema?");

    private static JsonElement Child(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) ? child : default;

    private static JsonProperty[] Members(JsonElement parent, string name) =>
        Child(parent, name) is { ValueKind: JsonValueKind.Object } child ? [.. child.EnumerateObject()] : [];

    private static JsonElement[] Items(JsonElement parent, string name) =>
        Child(parent, name) is { ValueKind: JsonValueKind.Array } child ? [.. child.EnumerateArray()] : [];
}
