namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>Snapshots of blobs, and what was deleted and can be brought back.</summary>
internal sealed partial class BlobContainer
{
    private readonly Dictionary<(string Name, string Id), BlobRecord> _snapshots = [];
    private readonly Dictionary<(string Name, string Id), BlobRecord> _deleted = [];

    /// <summary>A snapshot of a blob; null if there is none.</summary>
    public BlobRecord? FindSnapshot(string name, string id)
    {
        lock (_lock) return _snapshots.GetValueOrDefault((name, id));
    }

    /// <summary>The snapshots of a blob, or of all.</summary>
    /// <param name="name">The blob; null for all.</param>
    public IReadOnlyList<BlobRecord> Snapshots(string? name = null)
    {
        lock (_lock) return [.. _snapshots.Values.Where(blob => name is null || blob.Name == name)];
    }

    /// <summary>What was deleted, and can still be brought back.</summary>
    /// <param name="now">The time.</param>
    public IReadOnlyList<BlobRecord> Deleted(DateTimeOffset now)
    {
        lock (_lock) return [.. _deleted.Values.Where(blob => blob.DeletedUntil > now)];
    }

    /// <summary>All that content is kept for.</summary>
    public IEnumerable<BlobRecord> AllKept() => AllVersions().Concat(Snapshots()).Concat(Deleted(DateTimeOffset.MinValue));

    /// <summary>Makes a snapshot.</summary>
    /// <param name="name">The blob.</param>
    /// <param name="id">The snapshot's name.</param>
    /// <param name="make">What it is to be, from what the blob is; throws to refuse.</param>
    public BlobRecord Snapshot(string name, string id, Func<BlobRecord, BlobRecord> make)
    {
        lock (_lock)
        {
            var existing = _blobs.GetValueOrDefault(name) ?? throw StorageException.BlobNotFound();
            var snapshot = make(existing) with { Snapshot = id, VersionId = null, Lease = null };
            Save(FileOf(name, $"s{id}"), snapshot);
            return _snapshots[(name, id)] = snapshot;
        }
    }

    /// <summary>Deletes a snapshot.</summary>
    /// <param name="name">The blob.</param>
    /// <param name="id">The snapshot.</param>
    /// <param name="times">When, and until when it can be brought back; null for never.</param>
    /// <returns>False if there is none.</returns>
    public bool DeleteSnapshot(string name, string id, (DateTimeOffset Now, DateTimeOffset Until)? times)
    {
        lock (_lock)
        {
            if (!_snapshots.Remove((name, id), out var snapshot)) return false;
            File.Delete(FileOf(name, $"s{id}"));
            KeepDeleted(snapshot, times);
            return true;
        }
    }

    /// <summary>Brings back what was deleted of a blob.</summary>
    /// <param name="name">The blob.</param>
    /// <param name="now">The time.</param>
    /// <returns>False if there is neither a blob nor anything deleted.</returns>
    public bool Undelete(string name, DateTimeOffset now)
    {
        lock (_lock)
        {
            var found = _deleted.Where(pair => pair.Key.Name == name && pair.Value.DeletedUntil > now).ToList();
            foreach (var (key, blob) in found)
            {
                // A blob that was written since takes no place from.
                if (blob.Snapshot is null && _blobs.ContainsKey(name)) continue;
                var back = blob with { DeletedOn = null, DeletedUntil = null };
                Save(FileOf(name, back.Snapshot is { } id ? $"s{id}" : ""), back);
                if (back.Snapshot is { } snapshot) _snapshots[(name, snapshot)] = back;
                else _blobs[name] = back;
                File.Delete(FileOf(name, $"d{key.Id}"));
                _deleted.Remove(key);
            }

            return found.Count > 0 || _blobs.ContainsKey(name);
        }
    }

    private void KeepDeleted(BlobRecord blob, (DateTimeOffset Now, DateTimeOffset Until)? times)
    {
        if (times is not var (now, until)) return;
        var id = blob.Snapshot ?? "";
        var deleted = blob with { DeletedOn = now, DeletedUntil = until, Lease = null };
        Save(FileOf(blob.Name, $"d{id}"), deleted);
        _deleted[(blob.Name, id)] = deleted;
    }
}
