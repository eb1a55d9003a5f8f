using System.Collections.Immutable;

namespace MlopsInfra.LocalCloud.Rest.Contract;

/// <summary>The statuses that Azure answers of an operation. Its own clients refuse any other.</summary>
/// <param name="All">All of them; empty where they are not known, so that any is right.</param>
/// <param name="WithBody">Those whose answer has the resource in it.</param>
internal sealed record Statuses(ImmutableArray<int> All, ImmutableArray<int> WithBody)
{
    /// <summary>Of an operation of which nothing is known.</summary>
    public static Statuses Any { get; } = new([], []);

    /// <summary>Whether Azure answers a status.</summary>
    /// <param name="status">The status.</param>
    public bool Include(int status) => All.IsEmpty || All.Contains(status);

    /// <summary>Whether the answer of a status has the resource in it.</summary>
    /// <param name="status">The status.</param>
    public bool HasBody(int status) => WithBody.Contains(status);

    /// <summary>The first of some statuses that Azure answers.</summary>
    /// <param name="wished">The statuses, the one that says most first.</param>
    public int Choose(params ReadOnlySpan<int> wished)
    {
        foreach (var status in wished)
        {
            if (Include(status)) return status;
        }

        return wished[0];
    }
}
