using MlopsInfra.Formats.Yaml;
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

    /// <summary>Reads a file that holds one mapping; an empty file is an empty mapping.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DeploymentException">It can't be read; the message says where, with line and column.</exception>
    public static YamlMapping Read(string path)
    {
        var findings = new YamlFindings();
        YamlNode? root;
        try
        {
            root = YamlDocumentReader.ReadFile(path, YamlRules.Pulumi, findings);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DeploymentException(DeploymentErrorCodes.InvalidConfiguration, $"Can't read {path}: {exception.Message}",
                path, exception);
        }

        if (findings.Errors is [var mistake, ..])
        {
            throw new DeploymentException(DeploymentErrorCodes.InvalidConfiguration,
                $"{path}({mistake.Line},{mistake.Column}): {mistake.Message}.", path);
        }

        if (root is null) return new YamlMapping(path, new YamlMappingNode());
        if (root is YamlMappingNode mapping) return new YamlMapping(path, mapping);
        if (root is YamlScalarNode { Value: null or "" }) return new YamlMapping(path, new YamlMappingNode());
        throw ErrorAt(path, root, "The file has to hold keys and values (a YAML mapping).");
    }

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

    /// <summary>A value as Pulumi hands it to a program.</summary>
    public string TextOf(YamlNode node) => YamlText.Endless(node) is { } endless
        ? throw Error(endless, $"{endless.Value} is no number that JSON has, and programs get lists and mappings as JSON: "
            + "write it in quotes.")
        : YamlText.Of(node);

    /// <summary>An error at a place in this file.</summary>
    public DeploymentException Error(YamlNode node, string message) => ErrorAt(File, node, message);

    /// <summary>An error at a place in a file.</summary>
    public static DeploymentException ErrorAt(string file, YamlNode node, string message) =>
        new(DeploymentErrorCodes.InvalidConfiguration, $"{file}({node.Start.Line},{node.Start.Column}): {message}", file);
}
