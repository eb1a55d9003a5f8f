using SharpYaml.Events;
using YamlDotNet.Core;
using Dot = YamlDotNet.Core.Events;

namespace MlopsInfra.Formats.Yaml;

/// <summary>
/// Turns the parser's events into those that YamlDotNet makes its tree of, by the rules of a reader: what tags mean, what is made
/// of keys and anchors that are there twice. What it leaves in the tree for <see cref="YamlMerge"/> has keys of
/// its own.
/// </summary>
/// <param name="source">The text.</param>
/// <param name="rules">What is taken.</param>
/// <param name="findings">Takes what is wrong with values and keys.</param>
internal sealed class YamlComposer(YamlSource source, YamlRules rules, YamlFindings findings)
{
    /// <summary>How the key begins of an entry that a later one replaces.</summary>
    public const string Overridden = "\0overridden:";

    /// <summary>How a merge key begins: there may be several.</summary>
    public const string Merged = "\0merged:";

    private readonly List<Dot.ParsingEvent> _events = [];
    private readonly List<(int Start, int End)> _extents = [];
    private readonly Stack<YamlFrame> _open = new();
    private readonly Dictionary<string, Dot.Scalar> _scalars = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _collections = new(StringComparer.Ordinal);

    public IReadOnlyList<Dot.ParsingEvent> Events => _events;

    /// <summary>Where the scalars are that are in quotes or blocks of text, as indexes into the text.</summary>
    public IReadOnlyList<(int Start, int End)> Extents => _extents;

    /// <summary>The innermost bracket or brace that is not closed yet; null outside of all.</summary>
    public SharpYaml.Mark? OpenBracket => _open.TryPeek(out var frame) ? frame.Bracket : null;

    public void Add(ParsingEvent next)
    {
        switch (next)
        {
            case StreamStart:
                _events.Add(new Dot.StreamStart());
                break;
            case DocumentStart:
                _events.Add(new Dot.DocumentStart());
                break;
            case DocumentEnd:
                _events.Add(new Dot.DocumentEnd(isImplicit: true));
                break;
            case StreamEnd:
                _events.Add(new Dot.StreamEnd());
                break;
            case AnchorAlias alias:
                AddAlias(alias);
                break;
            case Scalar scalar:
                if (scalar.Style != SharpYaml.ScalarStyle.Plain) _extents.Add((scalar.Start.Index, scalar.End.Index));
                AddScalar(YamlTag.Resolve(scalar, rules), Anchor(scalar), scalar.Start);
                break;
            case MappingStart map:
                YamlTag.Require(map, "map", rules);
                Open(map, isMapping: true, map.Style);
                _events.Add(new Dot.MappingStart(AnchorName(map.Anchor), TagName.Empty, true, Dot.MappingStyle.Any,
                    At(map.Start), At(map.Start)));
                break;
            case SequenceStart list:
                YamlTag.Require(list, "seq", rules);
                Open(list, isMapping: false, list.Style);
                _events.Add(new Dot.SequenceStart(AnchorName(list.Anchor), TagName.Empty, true, Dot.SequenceStyle.Any,
                    At(list.Start), At(list.Start)));
                break;
            case MappingEnd:
                _events.Add(new Dot.MappingEnd());
                Close(next);
                break;
            case SequenceEnd:
                _events.Add(new Dot.SequenceEnd());
                Close(next);
                break;
        }
    }

    private Mark At(SharpYaml.Mark mark) => new(mark.Index, mark.Line + 1, source.Column(mark));

    private static AnchorName AnchorName(string? anchor) => string.IsNullOrEmpty(anchor) ? default : new AnchorName(anchor);

    /// <summary>The anchor of a node; it is refused if it is there already.</summary>
    private string? Anchor(NodeEvent node)
    {
        if (string.IsNullOrEmpty(node.Anchor)) return null;
        if (rules.IsGo)
        {
            _scalars.Remove(node.Anchor);
            _collections.Remove(node.Anchor);
            return node.Anchor;
        }

        var isThere = _scalars.ContainsKey(node.Anchor) || _collections.ContainsKey(node.Anchor)
            || _open.Any(frame => frame.Anchor == node.Anchor);
        return isThere ? throw YamlCharacters.Error(node.Start, $"the anchor '&{node.Anchor}' is there twice") : node.Anchor;
    }

    private void AddAlias(AnchorAlias alias)
    {
        if (_scalars.TryGetValue(alias.Value, out var scalar))
        {
            AddScalar(scalar, null, alias.Start);
            return;
        }

        if (_open.Any(frame => frame.Anchor == alias.Value))
            throw YamlCharacters.Error(alias.Start, $"'*{alias.Value}' stands within what it refers to");
        if (!_collections.TryGetValue(alias.Value, out var nodes))
            throw YamlCharacters.Error(alias.Start, $"'*{alias.Value}' refers to an anchor that is not there");
        RefuseAsKey(alias.Start);
        Count(nodes, alias.Start);
        _events.Add(new Dot.AnchorAlias(new AnchorName(alias.Value), At(alias.Start), At(alias.End)));
    }

    private void AddScalar(Dot.Scalar scalar, string? anchor, SharpYaml.Mark start)
    {
        var isKey = _open.TryPeek(out var around) && around.ExpectsKey;
        // PyYAML takes it in values; settings get to programs by variables of the environment, which can't hold it.
        if ((isKey || rules.IsGo) && scalar.Value.Contains('\0', StringComparison.Ordinal))
            throw YamlCharacters.Error(start, $"a {(isKey ? "key" : "value")} can't have the character U+0000");
        if (anchor is not null) _scalars[anchor] = scalar;
        var frame = _open.TryPeek(out var open) ? open : null;
        var key = frame is { ExpectsKey: true } ? Key(frame, scalar, start) : null;
        if (rules.RefusesUnsendable && (key is null || key == scalar.Value)
            && YamlValues.Mistake(scalar, key is not null) is { } mistake)
            findings.Add(source.Locate(start, mistake));
        Count(1, start);
        _events.Add(Copy(scalar, key ?? scalar.Value, At(start)));
    }

    /// <summary>The key as it stands in the tree, and no other does.</summary>
    private string Key(YamlFrame frame, Dot.Scalar scalar, SharpYaml.Mark start)
    {
        var isMerge = scalar is { Style: ScalarStyle.Plain, Value: "<<" };
        if (isMerge && !rules.IsGo) return Merged + _events.Count;
        if (frame.Keys.TryGetValue(scalar.Value, out var earlier))
        {
            var first = (Dot.Scalar)_events[earlier];
            if (rules.IsGo)
            {
                throw YamlCharacters.Error(start, $"the key '{scalar.Value}' is there already, in line {first.Start.Line}: "
                    + "leave one of the two out");
            }

            findings.Warn(source.Locate(start,
                $"the key '{scalar.Value}' is there twice: this one counts, not that of line {first.Start.Line}"));
            _events[earlier] = Copy(first, Overridden + earlier, first.Start);
        }

        frame.Keys[scalar.Value] = _events.Count;
        return isMerge ? Merged + _events.Count : scalar.Value;
    }

    private static Dot.Scalar Copy(Dot.Scalar scalar, string value, Mark at) =>
        new(default, TagName.Empty, value, scalar.Style, true, true, at, at);

    private void Open(NodeEvent node, bool isMapping, SharpYaml.YamlStyle style)
    {
        RefuseAsKey(node.Start);
        // The event ends before the bracket: its anchor and tag come first.
        _open.Push(new YamlFrame(isMapping, Anchor(node), style == SharpYaml.YamlStyle.Flow ? node.End : null));
    }

    private void Close(ParsingEvent end)
    {
        var frame = _open.Pop();
        if (frame.Anchor is not null) _collections[frame.Anchor] = frame.Nodes;
        Count(frame.Nodes, end.Start);
    }

    private void RefuseAsKey(SharpYaml.Mark start)
    {
        if (_open.TryPeek(out var frame) && frame.ExpectsKey)
            throw YamlCharacters.Error(start, "a key is a text, not a list or a mapping");
    }

    private void Count(long nodes, SharpYaml.Mark at)
    {
        if (!_open.TryPeek(out var frame)) return;
        frame.Contains(nodes);
        if (frame.Nodes <= YamlLimits.Values) return;
        throw YamlCharacters.Error(at, (_events.Count > YamlLimits.Values / 2 ? "there are" : "the aliases stand for")
            + $" more than {YamlLimits.Text(YamlLimits.Values)} values, which is more than a description needs");
    }
}
