namespace MlopsInfra.Review;

/// <summary>One of the two sides of a review.</summary>
/// <param name="Name">What it is, as in <c>the local stack</c>.</param>
/// <param name="HasCommit">Whether it comes from sources, so that there should be a commit.</param>
/// <param name="Commit">The commit of its sources; null if none is known.</param>
public sealed record ComparedState(string Name, bool HasCommit, SourceCommit? Commit)
{
    /// <summary>What the stack's program declares as it is now.</summary>
    /// <param name="commit">The commit that is checked out.</param>
    public static ComparedState Program(SourceCommit? commit) => new("the program as it is now", true, commit);

    /// <summary>What a program declared when a snapshot was made of it.</summary>
    /// <param name="commit">The commit that the snapshot names.</param>
    public static ComparedState Snapshot(SourceCommit? commit) => new("the snapshot", true, commit);

    /// <summary>A stack without anything in it.</summary>
    public static ComparedState Nothing { get; } = new("an empty stack", false, null);

    /// <summary>What was brought up on the local cloud last.</summary>
    public static ComparedState LocalStack { get; } = new("the local stack", false, null);
}
