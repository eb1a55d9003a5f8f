namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>What lease operations make of a lease: "Lease Blob", outcomes of lease operations on blobs by lease state.</summary>
internal static class LeaseTransitions
{
    /// <summary>Carries an operation out.</summary>
    /// <param name="lease">The lease that there is.</param>
    /// <param name="request">The operation.</param>
    /// <param name="now">The time.</param>
    /// <returns>The lease that there is then.</returns>
    public static BlobLease? Apply(BlobLease? lease, LeaseRequest request, DateTimeOffset now) => request.Action switch
    {
        "acquire" => Acquire(lease, request, now),
        "renew" => Renew(lease, request, now),
        "change" => Change(lease, request, now),
        "release" => Release(lease, request),
        "break" => Break(lease, request, now),
        _ => throw new ArgumentException($"There is no lease action '{request.Action}'.", nameof(request)),
    };

    private static BlobLease Acquire(BlobLease? lease, LeaseRequest request, DateTimeOffset now)
    {
        var (state, isSame) = (BlobLease.StateOf(lease, now), lease?.Has(request.Proposed) == true);
        if (state == LeaseState.Breaking && isSame)
            throw Conflict("LeaseIsBreakingAndCannotBeAcquired",
                "The lease ID matched, but the lease is currently in breaking state and cannot be acquired until it is broken.");
        if (state == LeaseState.Breaking || (state == LeaseState.Leased && !isSame))
            throw Conflict("LeaseAlreadyPresent", "There is already a lease present.");
        return new BlobLease(request.Proposed ?? Guid.NewGuid().ToString(), request.Seconds, End(request.Seconds, now), null);
    }

    private static BlobLease Renew(BlobLease? lease, LeaseRequest request, DateTimeOffset now)
    {
        if (lease is null || !lease.Has(request.Id)) throw Mismatch();
        if (lease.Breaks is not null)
            throw Conflict("LeaseIsBrokenAndCannotBeRenewed",
                "The lease ID matched, but the lease has been broken explicitly and cannot be renewed.");
        return lease with { Ends = End(lease.Seconds, now) };
    }

    private static BlobLease Change(BlobLease? lease, LeaseRequest request, DateTimeOffset now)
    {
        var state = BlobLease.StateOf(lease, now);
        if (lease is null || state is not (LeaseState.Leased or LeaseState.Breaking)) throw NotPresent();
        // Changing twice does no harm: the lease may have the proposed id already.
        if (!lease.Has(request.Id) && !lease.Has(request.Proposed)) throw Mismatch();
        if (state == LeaseState.Breaking)
            throw Conflict("LeaseIsBreakingAndCannotBeChanged",
                "The lease ID matched, but the lease is currently in breaking state and cannot be changed.");
        return lease with { Id = request.Proposed! };
    }

    private static BlobLease? Release(BlobLease? lease, LeaseRequest request) =>
        lease is not null && lease.Has(request.Id) ? null : throw Mismatch();

    private static BlobLease Break(BlobLease? lease, LeaseRequest request, DateTimeOffset now)
    {
        if (lease is null) throw NotPresent();
        if (!BlobLease.IsLocked(lease, now)) return lease with { Breaks = now };
        var end = lease.Breaks ?? lease.Ends;
        var asked = request.BreakPeriod is { } seconds ? now.AddSeconds(seconds) : (DateTimeOffset?)null;
        // A lease without end that is broken without a period is broken at once.
        var breaks = asked is { } at && (end is null || at < end) ? at : end ?? now;
        return lease with { Breaks = breaks };
    }

    private static DateTimeOffset? End(int? seconds, DateTimeOffset now) => seconds is { } length ? now.AddSeconds(length) : null;

    private static StorageException Mismatch() => Conflict("LeaseIdMismatchWithLeaseOperation",
        "The lease ID specified did not match the lease ID for the resource with the specified lease operation.");

    private static StorageException NotPresent() =>
        Conflict("LeaseNotPresentWithLeaseOperation", "There is currently no lease on the resource.");

    private static StorageException Conflict(string code, string message) => new(409, code, message);
}
