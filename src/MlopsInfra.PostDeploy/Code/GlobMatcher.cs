using MlopsInfra.Formats.Patterns;

namespace MlopsInfra.PostDeploy.Code;

/// <summary>Matches whole paths.</summary>
/// <param name="parts">The parts of the pattern.</param>
internal sealed class GlobMatcher(IReadOnlyList<PatternPart> parts)
{
    /// <summary>Whether a path matches.</summary>
    /// <param name="path">Its code points.</param>
    public bool IsMatch(ReadOnlySpan<int> path)
    {
        // The clients' expressions end before a line feed at the end, too.
        var last = path.Length - (path is [.., '\n'] ? 1 : 0);
        var walk = new PatternWalk(parts);
        for (var at = 0; at < path.Length && !walk.IsLost; at++)
        {
            if (at == last && walk.IsAtEnd) return true;
            walk.Take(path[at]);
        }

        return walk.IsAtEnd;
    }
}
