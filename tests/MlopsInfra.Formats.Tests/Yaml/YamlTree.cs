using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.Formats.Tests.Yaml;

/// <summary>Trees as text, to be compared: keys in their order, and whether a scalar is in quotes.</summary>
internal static class YamlTree
{
    public static string Canonical(YamlNode node) => node switch
    {
        YamlMappingNode mapping => $"{{{string.Join(',', mapping.Children.Select(entry =>
            $"{(entry.Key as YamlScalarNode)?.Value}:{Canonical(entry.Value)}").Order(StringComparer.Ordinal))}}}",
        YamlSequenceNode sequence => $"[{string.Join(',', sequence.Children.Select(Canonical))}]",
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => scalar.Value ?? "",
        YamlScalarNode scalar => $"\"{scalar.Value}\"",
        _ => throw new InvalidOperationException($"{node.NodeType}"),
    };

    /// <summary>The tree that YamlDotNet's own parser makes.</summary>
    public static YamlNode Raw(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents[0].RootNode;
    }
}
