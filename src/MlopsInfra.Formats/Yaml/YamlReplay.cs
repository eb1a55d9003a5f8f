using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MlopsInfra.Formats.Yaml;

/// <summary>Events that were read before, for YamlDotNet to make its tree of.</summary>
/// <param name="events">The events.</param>
internal sealed class YamlReplay(IReadOnlyList<ParsingEvent> events) : IParser
{
    private int _next;

    public ParsingEvent? Current { get; private set; }

    public bool MoveNext()
    {
        if (_next == events.Count) return false;
        Current = events[_next++];
        return true;
    }
}
