using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>
/// The blobs of one container: an index in memory over one small file per blob, read when the container is first used.
/// </summary>
internal sealed partial class BlobContainer
{
    private readonly Lock _lock = new();
    private readonly string _folder;
    private readonly Lazy<string> _writable;
    private readonly SortedDictionary<string, BlobRecord> _blobs = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, string Version), BlobRecord> _previous = [];
    private BlobLease? _lease;

    public BlobContainer(string folder)
    {
        _folder = folder;
        _writable = new Lazy<string>(() => ContentStore.Emptied(folder, "*.tmp"));
        if (!Directory.Exists(folder)) return;
        if (File.Exists(LeaseFile)) _lease = DataFile.Read<BlobLease>(LeaseFile);
        foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
        {
            var record = DataFile.Read<BlobRecord>(file);
            if (record.DeletedOn is not null) _deleted[(record.Name, record.Snapshot ?? "")] = record;
            else if (record.Snapshot is { } snapshot) _snapshots[(record.Name, snapshot)] = record;
            else if (record.IsPrevious) _previous[(record.Name, record.VersionId ?? "")] = record;
            else _blobs[record.Name] = record;
        }
    }

    /// <summary>The lease on the container; null where there is none.</summary>
    public BlobLease? Lease
    {
        get
        {
            lock (_lock) return _lease;
        }
    }

    private string LeaseFile => LeaseFileOf(_folder);

    /// <summary>Whether there is a lease on the container of a folder.</summary>
    /// <param name="folder">The folder.</param>
    public static bool HasLease(string folder) => File.Exists(LeaseFileOf(folder));

    private static string LeaseFileOf(string folder) => Path.Combine(folder, "container.lease");

    /// <summary>Puts another lease in the place of the container's.</summary>
    /// <param name="change">Takes what is there and gives what is to be; throws to refuse.</param>
    public BlobLease? ChangeLease(Func<BlobLease?, BlobLease?> change)
    {
        lock (_lock)
        {
            _lease = change(_lease);
            if (_lease is null) File.Delete(LeaseFile);
            else Save(LeaseFile, _lease);
            return _lease;
        }
    }

    public BlobRecord? Find(string name)
    {
        lock (_lock) return _blobs.GetValueOrDefault(name);
    }

    /// <summary>A version of a blob, the current one included.</summary>
    public BlobRecord? Find(string name, string version)
    {
        lock (_lock)
            return _blobs.GetValueOrDefault(name) is { } current && current.VersionId == version
                ? current : _previous.GetValueOrDefault((name, version));
    }

    /// <summary>All blobs and all their previous versions, in order of name and age.</summary>
    public IReadOnlyList<BlobRecord> AllVersions()
    {
        lock (_lock)
            return [.. _previous.Values.Concat(_blobs.Values).OrderBy(blob => blob.Name, StringComparer.Ordinal)
                .ThenBy(blob => blob.VersionId, StringComparer.Ordinal)];
    }

    /// <summary>All blobs in order of name, as they are now.</summary>
    public IReadOnlyList<BlobRecord> All()
    {
        lock (_lock) return [.. _blobs.Values];
    }

    /// <summary>Writes a blob if a condition on what is there holds.</summary>
    /// <param name="name">The blob.</param>
    /// <param name="version">The version that it becomes; null where no new one is made.</param>
    /// <param name="change">Takes what is there (null: nothing) and gives the new record; throws to refuse.</param>
    public BlobRecord Write(string name, string? version, Func<BlobRecord?, BlobRecord> change)
    {
        lock (_lock)
        {
            var existing = _blobs.GetValueOrDefault(name);
            var record = change(existing);
            if (version is not null)
            {
                if (existing is not null) Keep(existing);
                record = record with { VersionId = version };
            }

            Save(FileOf(name), record);
            return _blobs[name] = record;
        }
    }

    /// <summary>Deletes a blob if a condition on it holds.</summary>
    /// <param name="name">The blob.</param>
    /// <param name="keepsVersions">Whether it lives on as a previous version.</param>
    /// <param name="check">Throws to refuse.</param>
    /// <param name="times">When, and until when it can be brought back where it is no version; null for never.</param>
    /// <returns>False if there is none.</returns>
    public bool Delete(string name, bool keepsVersions, Action<BlobRecord> check,
        (DateTimeOffset Now, DateTimeOffset Until)? times = null)
    {
        lock (_lock)
        {
            if (!_blobs.TryGetValue(name, out var record)) return false;
            check(record);
            if (keepsVersions) Keep(record);
            else KeepDeleted(record, times);
            File.Delete(FileOf(name));
            return _blobs.Remove(name);
        }
    }

    /// <summary>Deletes a previous version for good.</summary>
    /// <returns>False if there is none.</returns>
    public bool DeleteVersion(string name, string version)
    {
        lock (_lock)
        {
            if (!_previous.Remove((name, version))) return false;
            File.Delete(FileOf(name, version));
            return true;
        }
    }

    // What was written before versions were kept has none: its last change is its version.
    private void Keep(BlobRecord record)
    {
        var version = record.VersionId ?? BlobVersions.Id(record.Modified);
        var previous = record with { VersionId = version, IsPrevious = true, Lease = null };
        Save(FileOf(record.Name, version), previous);
        _previous[(record.Name, version)] = previous;
    }

    private void Save<T>(string file, T record)
    {
        var temporary = Path.Combine(_writable.Value, $"{Path.GetFileName(file)}.{Guid.NewGuid():N}.tmp");
        PrivateFiles.Write(temporary, JsonSerializer.SerializeToUtf8Bytes(record));
        File.Move(temporary, file, overwrite: true);
    }

    // Blob names may be longer than file names and hold what those may not.
    private string FileOf(string name, string version = "")
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        return Path.Combine(_folder, $"{hash}{version.Replace(":", "", StringComparison.Ordinal)}.json");
    }
}
