using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Yaml;

/// <summary>Knows of which file the parts of a mapping are that came from another file.</summary>
internal sealed class YamlOrigins
{
    private readonly Dictionary<YamlNode, string> _files = new(ReferenceEqualityComparer.Instance);

    /// <summary>The other file that a part is of; null for the mapping's own.</summary>
    /// <param name="node">The part.</param>
    public string? FileOf(YamlNode node) => _files.Count == 0 ? null : _files.GetValueOrDefault(node);

    /// <summary>Puts one mapping over another, level by level.</summary>
    /// <param name="below">The mapping that changes.</param>
    /// <param name="over">Its changes.</param>
    /// <param name="file">The file that they are in.</param>
    public void Merge(YamlMappingNode below, YamlMappingNode over, string file)
    {
        foreach (var (key, value) in over.Children)
        {
            if (below.Children.TryGetValue(key, out var old) && old is YamlMappingNode map && value is YamlMappingNode changes)
            {
                Merge(map, changes, file);
                continue;
            }

            // The key of the change has the place of the change, so that a mistake in it is found there.
            below.Children.Remove(key);
            below.Children[key] = value;
            foreach (var node in key.AllNodes.Concat(value.AllNodes)) _files[node] = file;
        }
    }
}
