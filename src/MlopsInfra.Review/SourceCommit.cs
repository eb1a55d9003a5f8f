namespace MlopsInfra.Review;

/// <summary>The commit that a program is of.</summary>
/// <param name="Hash">Its short hash.</param>
/// <param name="Subject">The first line of its message: written by whoever made the commit.</param>
/// <param name="HasUncommittedChanges">Whether the program had changes that are in no commit.</param>
public sealed record SourceCommit(string Hash, string Subject, bool HasUncommittedChanges);
