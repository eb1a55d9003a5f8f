using YamlDotNet.RepresentationModel;

namespace MlopsInfra.Pipelines.Tests;

/// <summary>Reads YAML the way tests want it: what is absent is null or empty.</summary>
internal static class Yaml
{
    public static YamlMappingNode Load(string path)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Repository.At(path));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    public static YamlNode? Get(this YamlNode node, string key) =>
        node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    public static string? Text(this YamlNode node, string key) => (node.Get(key) as YamlScalarNode)?.Value;

    public static IReadOnlyList<YamlNode> List(this YamlNode? node) =>
        node is YamlSequenceNode sequence ? [.. sequence.Children] : [];

    public static IReadOnlyList<YamlNode> List(this YamlNode node, string key) => node.Get(key).List();

    public static IReadOnlyDictionary<string, YamlNode> Map(this YamlNode? node) =>
        node is YamlMappingNode mapping
            ? mapping.Children.ToDictionary(pair => ((YamlScalarNode)pair.Key).Value!, pair => pair.Value) : [];

    public static IReadOnlyDictionary<string, YamlNode> Map(this YamlNode node, string key) => node.Get(key).Map();

    /// <summary>The node and everything below it that is a mapping.</summary>
    public static IEnumerable<YamlMappingNode> Mappings(this YamlNode node)
    {
        if (node is YamlMappingNode self) yield return self;
        IEnumerable<YamlNode> children = node switch
        {
            YamlMappingNode mapping => mapping.Children.Values,
            YamlSequenceNode sequence => sequence.Children,
            _ => [],
        };
        foreach (var mapping in children.SelectMany(Mappings)) yield return mapping;
    }
}
