using YamlDotNet.RepresentationModel;

namespace MlopsInfra.LocalEngine.Configuration;

/// <summary>A configuration key that <c>Pulumi.yaml</c> declares.</summary>
/// <param name="Key">The full key, <c>PROJECT:KEY</c>.</param>
/// <param name="Type"><c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c>, <c>array</c> or <c>object</c>; null if it says nothing.</param>
/// <param name="Default">What it is where the stack says nothing; null if there is no default.</param>
/// <param name="IsSecret">Whether its value is secret.</param>
public sealed record ConfigurationDeclaration(string Key, string? Type, string? Default, bool IsSecret)
{
    private static readonly string[] Types = ["string", "integer", "number", "boolean", "array", "object"];

    /// <summary>Whether a stack has to give a value: a type is declared without a default.</summary>
    public bool IsRequired => Type is not null && Default is null;

    internal static ConfigurationDeclaration Read(string key, YamlNode node, YamlMapping owner)
    {
        if (node is not YamlMappingNode mapping) return new ConfigurationDeclaration(key, null, YamlText.Of(node), IsSecret: false);
        var members = new YamlMapping(owner.File, mapping);
        var type = members.OptionalText("type");
        if (type is not null && !Types.Contains(type))
        {
            throw owner.Error(mapping, $"The type of configuration key {key} is '{type}'; allowed are {string.Join(", ", Types)}.");
        }

        var value = members.Child("default") ?? members.Child("value");
        return new ConfigurationDeclaration(key, type, value is null ? null : YamlText.Of(value), members.OptionalText("secret") == "true");
    }
}
