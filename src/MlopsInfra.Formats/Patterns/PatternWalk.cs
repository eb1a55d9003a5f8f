namespace MlopsInfra.Formats.Patterns;

/// <summary>
/// Follows a text through a pattern. All ways through the pattern are followed at once, a character at a time: what is written
/// to take for ever (<c>*a*a*a*b</c>) takes as long as anything else of its length.
/// </summary>
public sealed class PatternWalk
{
    private readonly IReadOnlyList<PatternPart> _parts;
    private Places _now;
    private Places _next;

    /// <summary>Begins before the first character.</summary>
    /// <param name="parts">The parts of the pattern.</param>
    public PatternWalk(IReadOnlyList<PatternPart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        _parts = parts;
        (_now, _next) = (new Places(parts.Count), new Places(parts.Count));
        Reach(_now, 0);
    }

    /// <summary>Whether what was taken is a text of the pattern.</summary>
    public bool IsAtEnd => _now.Has(_parts.Count);

    /// <summary>Whether no text that begins with what was taken is one.</summary>
    public bool IsLost => _now.Count == 0;

    /// <summary>Takes the next character.</summary>
    /// <param name="character">The character.</param>
    public void Take(int character)
    {
        for (var i = 0; i < _now.Count; i++)
        {
            var place = _now[i];
            if (place == _parts.Count || _parts[place].Takes?.Invoke(character) != true) continue;
            Reach(_next, _parts[place].Repeats ? place : place + 1);
        }

        _now.Clear();
        (_now, _next) = (_next, _now);
    }

    // A place, and those that are reached from there by no character.
    private void Reach(Places places, int place)
    {
        for (; places.Add(place) && place < _parts.Count; place++)
        {
            var part = _parts[place];
            if (part.Takes is null) Reach(places, place + 1 + part.Optional);
            else if (!part.Repeats) return;
        }
    }

    /// <summary>Places in the pattern, each once.</summary>
    private sealed class Places(int last)
    {
        private readonly int[] _list = new int[last + 1];
        private readonly bool[] _has = new bool[last + 1];

        public int Count { get; private set; }

        public int this[int index] => _list[index];

        public bool Has(int place) => _has[place];

        public bool Add(int place)
        {
            if (_has[place]) return false;
            _has[place] = true;
            _list[Count++] = place;
            return true;
        }

        public void Clear()
        {
            for (var i = 0; i < Count; i++) _has[_list[i]] = false;
            Count = 0;
        }
    }
}
