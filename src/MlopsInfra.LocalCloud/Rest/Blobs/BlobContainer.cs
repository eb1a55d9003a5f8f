using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MlopsInfra.LocalCloud.Rest.Blobs;

/// <summary>The blobs of one container: an index in memory over one small file per blob, read when the container is first used.</summary>
internal sealed class BlobContainer
{
    private readonly Lock _lock = new();
    private readonly string _folder;
    private readonly SortedDictionary<string, BlobRecord> _blobs = new(StringComparer.Ordinal);

    public BlobContainer(string folder)
    {
        _folder = folder;
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
        {
            var record = JsonSerializer.Deserialize<BlobRecord>(File.ReadAllBytes(file))
                ?? throw new InvalidDataException($"The file '{file}' holds no blob record.");
            _blobs[record.Name] = record;
        }
    }

    public BlobRecord? Find(string name)
    {
        lock (_lock) return _blobs.GetValueOrDefault(name);
    }

    /// <summary>All blobs in order of name, as they are now.</summary>
    public IReadOnlyList<BlobRecord> All()
    {
        lock (_lock) return [.. _blobs.Values];
    }

    /// <summary>Writes a blob if a condition on what is there holds.</summary>
    /// <param name="name">The blob.</param>
    /// <param name="change">Takes what is there (null: nothing) and gives the new record; throws to refuse.</param>
    public BlobRecord Write(string name, Func<BlobRecord?, BlobRecord> change)
    {
        lock (_lock)
        {
            var record = change(_blobs.GetValueOrDefault(name));
            Directory.CreateDirectory(_folder);
            var file = FileOf(name);
            var temporary = $"{file}.{Guid.NewGuid():N}.tmp";
            File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(record));
            File.Move(temporary, file, overwrite: true);
            return _blobs[name] = record;
        }
    }

    /// <summary>Deletes a blob if a condition on it holds.</summary>
    /// <returns>False if there is none.</returns>
    public bool Delete(string name, Action<BlobRecord> check)
    {
        lock (_lock)
        {
            if (!_blobs.TryGetValue(name, out var record)) return false;
            check(record);
            File.Delete(FileOf(name));
            return _blobs.Remove(name);
        }
    }

    // Blob names may be longer than file names and hold what those may not.
    private string FileOf(string name) => Path.Combine(_folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name))) + ".json");
}
