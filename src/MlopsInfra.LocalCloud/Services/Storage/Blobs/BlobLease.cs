using Microsoft.AspNetCore.Http;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>A lease on a blob or a container, from when it is acquired until it is released.</summary>
/// <param name="Id">The id that its holder shows.</param>
/// <param name="Seconds">How long it lasts from each renewal on; null for one that does not end.</param>
/// <param name="Ends">When it ends; null for one that does not.</param>
/// <param name="Breaks">When it ends because it was broken; null where it was not.</param>
internal sealed record BlobLease(string Id, int? Seconds, DateTimeOffset? Ends, DateTimeOffset? Breaks)
{
    /// <summary>The state of a lease, or of there being none.</summary>
    public static LeaseState StateOf(BlobLease? lease, DateTimeOffset now) => lease switch
    {
        null => LeaseState.Available,
        { Breaks: { } breaks } => breaks > now ? LeaseState.Breaking : LeaseState.Broken,
        { Ends: { } ends } => ends > now ? LeaseState.Leased : LeaseState.Expired,
        _ => LeaseState.Leased,
    };

    /// <summary>Whether writes have to show its id.</summary>
    public static bool IsLocked(BlobLease? lease, DateTimeOffset now) =>
        StateOf(lease, now) is LeaseState.Leased or LeaseState.Breaking;

    /// <summary>What is left of a lease once the blob was written: one that had ended can't be renewed any more.</summary>
    public static BlobLease? AfterWrite(BlobLease? lease, DateTimeOffset now) => IsLocked(lease, now) ? lease : null;

    /// <summary>Whether an id is its own.</summary>
    public bool Has(string? id) => Id.Equals(id, StringComparison.OrdinalIgnoreCase);

    /// <summary>Shows a lease in the headers of what it is on.</summary>
    public static void Write(HttpResponse response, BlobLease? lease, DateTimeOffset now)
    {
        foreach (var (name, value) in Shown(lease, now)) response.Headers[$"x-ms-lease-{name}"] = value;
    }

    /// <summary>Status, state and duration as headers and lists show them.</summary>
    public static IEnumerable<(string Name, string Value)> Shown(BlobLease? lease, DateTimeOffset now)
    {
        var state = StateOf(lease, now);
        yield return ("status", IsLocked(lease, now) ? "locked" : "unlocked");
        yield return ("state", state.ToString().ToLowerInvariant());
        if (state == LeaseState.Leased) yield return ("duration", lease!.Seconds is null ? "infinite" : "fixed");
    }
}
