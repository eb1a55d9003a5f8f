namespace MlopsInfra.PostDeploy.Code;

/// <summary>
/// Matches whole paths. All ways through the pattern are followed at once, a character at a time: what is written to take for
/// ever (<c>*a*a*a*b</c>) takes as long as anything else of its length.
/// </summary>
/// <param name="pieces">The pieces of the pattern.</param>
internal sealed class GlobMatcher(IReadOnlyList<GlobPiece> pieces)
{
    /// <summary>Whether a path matches.</summary>
    /// <param name="path">Its code points.</param>
    public bool IsMatch(ReadOnlySpan<int> path)
    {
        // The clients' expressions end before a line feed at the end, too.
        var last = path.Length - (path is [.., '\n'] ? 1 : 0);
        var (now, next) = (new Places(pieces.Count), new Places(pieces.Count));
        Reach(now, 0);
        for (var at = 0; at < path.Length && now.Count > 0; at++)
        {
            if (at == last && now.Has(pieces.Count)) return true;
            for (var i = 0; i < now.Count; i++)
            {
                var place = now[i];
                if (place == pieces.Count || pieces[place].Set?.Has(path[at]) != true) continue;
                Reach(next, pieces[place].IsRepeated ? place : place + 1);
            }

            now.Clear();
            (now, next) = (next, now);
        }

        return now.Has(pieces.Count);
    }

    // A place, and those that are reached from there by no character.
    private void Reach(Places places, int place)
    {
        for (; places.Add(place) && place < pieces.Count; place++)
        {
            var piece = pieces[place];
            if (piece.Set is null) Reach(places, place + 1 + piece.Length);
            else if (!piece.IsRepeated) return;
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
