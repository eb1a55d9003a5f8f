using MlopsInfra.Formats.Secrets;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Yaml;

/// <summary>
/// Values of files that no message repeats: those of keys that are called as secrets are, and what looks like a secret.
/// </summary>
internal sealed class HiddenValues
{
    // What is said about a secret, such as an input's type, is none.
    private static readonly HashSet<string> About = new(StringComparer.Ordinal)
        { "type", "mode", "description", "optional", "path", "name", "version", "enum" };

    // A shorter one is a part of other words.
    private const int LeastAnywhere = 6;

    private readonly HashSet<string> _values = new(StringComparer.Ordinal);

    /// <summary>Takes the values of a file.</summary>
    /// <param name="root">The file's root.</param>
    public void Add(YamlNode root) => Add(root, isSecret: false);

    /// <summary>Takes over what others have.</summary>
    /// <param name="others">The others.</param>
    public void AddAll(HiddenValues others) => _values.UnionWith(others._values);

    /// <summary>A message without them.</summary>
    /// <param name="message">The message.</param>
    public string Hide(string message)
    {
        foreach (var value in _values)
        {
            message = value.Length < LeastAnywhere
                ? message.Replace($"'{value}'", $"'{SecretTexts.Hidden}'", StringComparison.Ordinal)
                : message.Replace(value, SecretTexts.Hidden, StringComparison.Ordinal);
        }

        return SecretTexts.Hide(message);
    }

    private void Add(YamlNode node, bool isSecret)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                foreach (var (key, value) in mapping.Children)
                {
                    var name = (key as YamlScalarNode)?.Value ?? "";
                    Add(value, isSecret ? !About.Contains(name) : SecretKeys.IsSecret(name));
                }

                break;
            case YamlSequenceNode sequence:
                foreach (var item in sequence.Children) Add(item, isSecret);
                break;
            case YamlScalarNode { Value: { Length: > 0 } text } scalar when isSecret:
                if (YamlScalar.AsBoolean(scalar) is null && !text.Contains("${{", StringComparison.Ordinal)) _values.Add(text);
                break;
        }
    }
}
