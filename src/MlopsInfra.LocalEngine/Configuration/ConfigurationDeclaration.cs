using YamlDotNet.RepresentationModel;

namespace MlopsInfra.LocalEngine.Configuration;

/// <summary>A configuration key that <c>Pulumi.yaml</c> declares.</summary>
/// <param name="Key">The full key, <c>PROJECT:KEY</c>.</param>
/// <param name="Type"><c>string</c>, <c>integer</c>, <c>boolean</c>, <c>array</c> or <c>object</c>; null if it says
/// nothing.</param>
/// <param name="Default">What it is where the stack says nothing; null if there is no default.</param>
/// <param name="IsSecret">Whether its value is secret.</param>
public sealed record ConfigurationDeclaration(string Key, string? Type, string? Default, bool IsSecret)
{
    private static readonly string[] Types = ["string", "integer", "boolean", "array", "object"];
    private static readonly string[] Attributes = ["type", "description", "secret", "default", "value", "items"];

    /// <summary>Whether a stack has to give a value: a type is declared without a default.</summary>
    public bool IsRequired => Type is not null && Default is null;

    /// <summary>The value that a declaration gives; null if it gives none.</summary>
    internal static YamlNode? ValueIn(YamlNode node, string file)
    {
        if (node is not YamlMappingNode mapping) return node;
        var members = new YamlMapping(file, mapping);
        return members.Child("default") ?? members.Child("value");
    }

    /// <summary>
    /// Reads a declaration, as strictly as Pulumi does: it takes no other attributes, and types and defaults for the project's
    /// own keys only.
    /// </summary>
    internal static ConfigurationDeclaration Read(string key, YamlNode node, YamlMapping owner, string project)
    {
        if (node is not YamlMappingNode mapping)
            return new ConfigurationDeclaration(key, null, owner.TextOf(node), IsSecret: false);
        var members = new YamlMapping(owner.File, mapping);
        if (members.Members.FirstOrDefault(member => !Attributes.Contains(member.Key)) is { Key: { } unknown })
        {
            throw owner.Error(mapping,
                $"Configuration key {key} has no attribute '{unknown}'; there are {string.Join(", ", Attributes)}. A value that "
                    + "is an object stands below 'value'.");
        }

        if (members.Child("default") is not null && members.Child("value") is not null)
            throw owner.Error(mapping,
                $"Configuration key {key} has both a 'default' and a 'value'; a stack may override either, so one is enough.");
        if (!key.StartsWith($"{project}:", StringComparison.Ordinal)
            && (members.Child("type") ?? members.Child("default")) is not null)
            throw owner.Error(mapping,
                $"Configuration key {key} is not this project's: it takes a 'value', and neither 'type' nor 'default'.");
        var type = members.OptionalText("type");
        if (type == "array" && members.OptionalMapping("items") is null)
            throw owner.Error(mapping, $"Configuration key {key} is an array: say the type of its 'items'.");
        if (type is not null && !Types.Contains(type))
        {
            throw owner.Error(mapping,
                $"The type of configuration key {key} is '{type}'; allowed are {string.Join(", ", Types)}.");
        }

        var value = ValueIn(mapping, owner.File);
        return new ConfigurationDeclaration(key, type, value is null ? null : owner.TextOf(value),
            members.OptionalText("secret") == "true");
    }
}
