using YamlDotNet.RepresentationModel;

namespace MlopsInfra.LocalEngine.Configuration;

/// <summary>A mapping in a YAML file that knows where it stands.</summary>
/// <param name="File">The file.</param>
/// <param name="Node">The mapping.</param>
internal sealed record YamlMapping(string File, YamlMappingNode Node)
{
    /// <summary>Its members in order, with keys as text.</summary>
    public IEnumerable<(string Key, YamlNode Value)> Members =>
        Node.Children.Select(member => ((member.Key as YamlScalarNode)?.Value
            ?? throw Error(member.Key, "A key has to be a plain text."), member.Value));

    /// <summary>The member; null if it is not there or null.</summary>
    public YamlNode? Child(string key) =>
        Node.Children.TryGetValue(new YamlScalarNode(key), out var child) && !YamlText.IsNull(child) ? child : null;

    /// <summary>The member's text; null if it is not there.</summary>
    public string? OptionalText(string key) => Child(key) switch
    {
        null => null,
        YamlScalarNode scalar => scalar.Value,
        var other => throw Error(other, $"'{key}' has to be a text."),
    };

    /// <summary>The member's text.</summary>
    public string RequiredText(string key) =>
        OptionalText(key) ?? throw Error(Node, $"'{key}' is missing.");

    /// <summary>The member's mapping; null if it is not there.</summary>
    public YamlMapping? OptionalMapping(string key) => Child(key) switch
    {
        null => null,
        YamlMappingNode mapping => new YamlMapping(File, mapping),
        var other => throw Error(other, $"'{key}' has to hold keys and values (a YAML mapping)."),
    };

    /// <summary>The member's mapping.</summary>
    public YamlMapping RequiredMapping(string key) => OptionalMapping(key) ?? throw Error(Node, $"'{key}' is missing.");

    /// <summary>An error at a place in this file.</summary>
    public DeploymentException Error(YamlNode node, string message) => ErrorAt(File, node, message);

    /// <summary>An error at a place in a file.</summary>
    public static DeploymentException ErrorAt(string file, YamlNode node, string message) =>
        new(DeploymentErrorCodes.InvalidConfiguration, $"{file}({node.Start.Line},{node.Start.Column}): {message}", file);
}
