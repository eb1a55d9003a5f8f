namespace MlopsInfra.Review.Text;

/// <summary>What a review compares, in words.</summary>
public static class ComparisonText
{
    /// <summary>The words around what compares and what is compared.</summary>
    /// <param name="before">The one side, as written by <see cref="Of"/>.</param>
    /// <param name="after">The other side.</param>
    public static string Sentence(string before, string after) => $"Compares {before} with {after}.";

    /// <summary>One side: its commit, or what it is if there is none.</summary>
    /// <param name="state">The side.</param>
    /// <param name="code">Writes a hash.</param>
    /// <param name="plain">Writes what somebody else wrote.</param>
    public static string Of(ComparedState state, Func<string, string> code, Func<string, string> plain) => state switch
    {
        { Commit: { } commit } =>
            $"{code(commit.Hash)} {plain(commit.Subject)}{(commit.HasUncommittedChanges ? " (and uncommitted changes)" : "")}",
        { HasCommit: true } => $"{state.Name} (no commit is known)",
        _ => state.Name,
    };
}
