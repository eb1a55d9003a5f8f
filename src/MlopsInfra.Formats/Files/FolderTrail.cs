namespace MlopsInfra.Formats.Files;

/// <summary>
/// The folders on the way to where a walk that follows links is. It keeps the walk from going round, and from going over one
/// folder in more and more ways: thirty folders with two links each are a billion paths.
/// </summary>
public sealed class FolderTrail
{
    /// <summary>In how many ways one walk may come to one folder.</summary>
    public const int MaxWays = 256;

    /// <summary>How long a path below the folder may be. No name of a blob is longer.</summary>
    public const int MaxPath = 1024;

    private readonly HashSet<string> _above = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ways = new(StringComparer.Ordinal);

    /// <summary>Goes into a folder; false if the walk is in it already, so that it would go round.</summary>
    /// <param name="folder">Its <see cref="RealPath"/>.</param>
    /// <exception cref="FileRefusedException">Links lead there in too many ways.</exception>
    public bool Enter(string folder)
    {
        if (!_above.Add(folder)) return false;
        var ways = _ways[folder] = _ways.GetValueOrDefault(folder) + 1;
        return ways <= MaxWays ? true
            : throw new FileRefusedException(folder, $"can be reached by links in more than {MaxWays} ways");
    }

    /// <summary>Whether the walk is in a folder.</summary>
    /// <param name="folder">Its <see cref="RealPath"/>.</param>
    public bool Has(string folder) => _above.Contains(folder);

    /// <summary>Goes back out of a folder.</summary>
    /// <param name="folder">Its <see cref="RealPath"/>.</param>
    public void Leave(string folder) => _above.Remove(folder);

    /// <summary>What is wrong with a path that nothing can have where it is uploaded to.</summary>
    /// <param name="path">The path, longer than <see cref="MaxPath"/>.</param>
    public static string TooLong(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return $"has a path of {path.Length} characters, more than the {MaxPath} that the name of a blob may have: "
            + $"'{path[..60]}...'";
    }
}
