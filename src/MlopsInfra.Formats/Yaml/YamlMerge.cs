using YamlDotNet.RepresentationModel;

namespace MlopsInfra.Formats.Yaml;

/// <summary>
/// Puts in what merge keys stand for. Keys of the mapping itself win, then a later merge key, then the earlier mapping of a list.
/// </summary>
/// <param name="findings">Takes the mistakes.</param>
internal sealed class YamlMerge(YamlFindings findings)
{
    // An anchor's node is there once, in as many places as refer to it.
    private readonly HashSet<YamlNode> _done = new(ReferenceEqualityComparer.Instance);

    public void Apply(YamlNode node)
    {
        if (!_done.Add(node)) return;
        if (node is YamlSequenceNode list)
        {
            foreach (var item in list.Children) Apply(item);
            return;
        }

        if (node is not YamlMappingNode map) return;
        foreach (var value in map.Children.Values) Apply(value);
        List<YamlNode> merged = [];
        foreach (var (key, value) in map.Children.ToArray())
        {
            var text = ((YamlScalarNode)key).Value!;
            var isMerge = text.StartsWith(YamlComposer.Merged, StringComparison.Ordinal);
            if (isMerge) merged.Add(value);
            if (isMerge || text.StartsWith(YamlComposer.Overridden, StringComparison.Ordinal)) map.Children.Remove(key);
        }

        foreach (var source in Enumerable.Reverse(merged)) Merge(map, source);
    }

    private void Merge(YamlMappingNode map, YamlNode source)
    {
        foreach (var one in source is YamlSequenceNode several ? several.Children : [source])
        {
            if (one is not YamlMappingNode defaults)
            {
                findings.Add((int)one.Start.Line, (int)one.Start.Column,
                    "'<<' takes over a mapping or a list of mappings");
                continue;
            }

            foreach (var (key, value) in defaults.Children) map.Children.TryAdd(key, value);
        }
    }
}
