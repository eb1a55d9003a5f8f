namespace MlopsInfra.LocalCloud.Store;

/// <summary>What is said of a store that can't be read.</summary>
internal static class StoreDamage
{
    private const string Code = "StoreDamaged";

    /// <summary>By who only looks at it: the file stays where it is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The line that is wrong, from 1.</param>
    /// <param name="exception">What is wrong with it; null: there is no whole line.</param>
    public static StoreException Seen(string path, int line, Exception? exception) => new(Code,
        $"{Begin(path, line, exception)} Put a good copy in its place, or run an update: it sets the file aside.", exception);

    /// <summary>By who was to change it, and moved it out of the way.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The line that is wrong, from 1.</param>
    /// <param name="exception">What is wrong with it; null: there is no whole line.</param>
    /// <param name="aside">Where it is now.</param>
    public static StoreException SetAside(string path, int line, Exception? exception, string aside) => new(Code,
        $"{Begin(path, line, exception)} It was moved to '{aside}'. Put a good copy back in its place to keep what was there. "
            + "Without one the next run begins with an empty cloud: `mlops local refresh STACK` makes the stacks' states know "
            + "it, and an update makes their resources anew.", exception);

    private static string Begin(string path, int line, Exception? exception) =>
        $"The store of the local cloud is damaged at line {line} of '{path}': "
            + (exception?.Message ?? "the file holds no complete line.");
}
