using SharpYaml;

namespace MlopsInfra.Formats.Yaml;

/// <summary>A mapping or a list that is being read.</summary>
/// <param name="isMapping">Whether it is a mapping.</param>
/// <param name="anchor">Its anchor; null if it has none.</param>
/// <param name="bracket">Its bracket or brace; null if it is told by indentation.</param>
internal sealed class YamlFrame(bool isMapping, string? anchor, Mark? bracket)
{
    private bool _isValueNext;

    public string? Anchor => anchor;

    public Mark? Bracket => bracket;

    /// <summary>Whether what comes next is a key.</summary>
    public bool ExpectsKey => isMapping && !_isValueNext;

    /// <summary>Where the events of the keys are, by the text of the key.</summary>
    public Dictionary<string, int> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary>How many nodes there are in it, those that aliases stand for counted each time.</summary>
    public long Nodes { get; private set; } = 1;

    /// <summary>A node in it is read.</summary>
    /// <param name="nodes">How many nodes it consists of.</param>
    public void Contains(long nodes)
    {
        Nodes += nodes;
        _isValueNext = !_isValueNext;
    }
}
