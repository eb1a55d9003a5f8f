using System.Globalization;

namespace MlopsInfra.Lifecycle.Releases;

/// <summary>
/// Who is releasing to a container group or an endpoint, and since when: a tag there, <c>RUNID TIME</c>. It keeps a second
/// release away, and tells one that goes on where it was that it is its own.
/// </summary>
/// <param name="Holder">The run id of who holds it.</param>
/// <param name="Since">Since when.</param>
internal sealed record ReleaseLock(string Holder, DateTimeOffset Since)
{
    /// <summary>As a tag has it.</summary>
    public override string ToString() => $"{Holder} {ReleaseTags.Moment(Since)}";

    /// <summary>The lock of a release that begins now.</summary>
    /// <param name="options">Who releases.</param>
    public static ReleaseLock For(ReleaseOptions options) => new(options.RunId, options.Time.GetUtcNow());

    /// <summary>Reads a tag; null for none.</summary>
    /// <param name="tag">Its value.</param>
    public static ReleaseLock? Parse(string? tag)
    {
        if (string.IsNullOrWhiteSpace(tag)) return null;
        var blank = tag.LastIndexOf(' ');
        var isKnown = DateTimeOffset.TryParse(tag[(blank + 1)..], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var since);
        // Of a tag that nobody can read nothing is known but that somebody set it: it counts as old.
        return isKnown && blank > 0 ? new ReleaseLock(tag[..blank], since) : new ReleaseLock(tag, DateTimeOffset.MinValue);
    }

    /// <summary>Whether a release may begin where this lock is.</summary>
    /// <param name="existing">The lock that is there; null for none.</param>
    /// <param name="where">What it is on, as in <c>the endpoint oe-pumps</c>.</param>
    /// <param name="options">Who asks.</param>
    /// <returns>What is to be told of a lock that is taken over; null where there is none.</returns>
    /// <exception cref="LifecycleException">Somebody else is releasing.</exception>
    public static string? Check(ReleaseLock? existing, string where, ReleaseOptions options)
    {
        if (existing is null) return null;
        if (existing.Holder == options.RunId) return $"{Capital(where)} was locked by this release before: it goes on.";
        var since = ReleaseTags.Moment(existing.Since);
        if (options.HasEnded(existing.Holder))
            return $"{Capital(where)} was locked by {existing.Holder} at {since}, which has ended: its lock is taken over.";
        if (options.Time.GetUtcNow() - existing.Since > options.LockLimit)
            return $"{Capital(where)} was locked by {existing.Holder} at {since}, longer ago than "
                + $"{options.LockLimit.TotalMinutes:0} min: its lock is taken over.";
        throw new LifecycleException("ReleaseInProgress",
            $"{Capital(where)} is locked by the release of {existing.Holder} since {since}: two releases at once are refused. "
                + $"Wait "
                + $"until it has ended. A lock that was left behind ends after {options.LockLimit.TotalMinutes:0} min, or delete "
                + $"the tag {LifecycleTags.Lock}.");
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
