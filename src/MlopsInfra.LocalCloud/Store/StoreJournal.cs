using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Store;

/// <summary>
/// The file behind the store: one line per change, a checksum before each. A line that a crash cut off at the end of the file is
/// dropped; anything else that does not fit is damage, and the file is kept aside. Rewritten as a whole (through a temporary
/// file) when most of it is outdated.
/// </summary>
internal sealed class StoreJournal : IDisposable
{
    private const string Header = "mlops-cloud 1";
    private readonly string _path;
    private readonly SecretBox _box;
    private FileStream? _stream;

    public StoreJournal(string folder, SecretBox box)
    {
        _path = Path.Combine(folder, "resources.jsonl");
        _box = box;
    }

    /// <summary>Lines in the file.</summary>
    public int Lines { get; private set; }

    /// <summary>Reads what is there.</summary>
    /// <param name="put">Takes a resource.</param>
    /// <param name="delete">Takes the key of a deleted one.</param>
    /// <param name="isLookOnly">Whether the file is left as it is, whatever is wrong with it.</param>
    public void Load(Action<StoredResource> put, Action<string> delete, bool isLookOnly = false)
    {
        if (!File.Exists(_path)) return;
        var bytes = JsonFile.ReadBytes(_path, Array.MaxLength).Span;
        if (bytes.Length == 0) return;
        // What follows the last line break was being written when the process died.
        var end = bytes.LastIndexOf((byte)'\n') + 1;
        var number = 0;
        try
        {
            var start = 0;
            while (start < end)
            {
                var length = bytes[start..].IndexOf((byte)'\n');
                number++;
                ReadLine(bytes.Slice(start, length), number, put, delete);
                start += length + 1;
            }
        }
        catch (Exception exception) when (exception is JsonException or FormatException or CryptographicException)
        {
            throw Damaged(number, exception, isLookOnly);
        }

        if (number == 0) throw Damaged(1, null, isLookOnly);
        Lines = number - 1;
        if (end < bytes.Length && !isLookOnly) Truncate(end);
    }

    /// <summary>Writes changes; they are on their way to the disk when this returns.</summary>
    public void Append(IEnumerable<StoreChange> changes)
    {
        var text = new MemoryStream();
        var count = 0;
        foreach (var change in changes)
        {
            JournalLine.Write(text,
                change.Resource is { } resource
                    ? StoredResourceJson.Write(resource, _box) : new JsonObject { ["delete"] = change.Key });
            count++;
        }

        Guard(() =>
        {
            _stream ??= OpenForAppend();
            WriteOrTakeBack(_stream, text.GetBuffer().AsSpan(0, (int)text.Length));
        });
        Lines += count;
    }

    /// <summary>Writes the file anew with only what counts.</summary>
    public void Compact(IReadOnlyCollection<StoredResource> resources)
    {
        Guard(() =>
        {
            _stream?.Dispose();
            _stream = null;
            var temporary = $"{_path}.new";
            try
            {
                using (var stream = PrivateFiles.OpenWrite(temporary, FileMode.Create))
                {
                    stream.Write(Encoding.UTF8.GetBytes($"{Header}\n"));
                    foreach (var resource in resources) JournalLine.Write(stream, StoredResourceJson.Write(resource, _box));
                    stream.Flush(flushToDisk: true);
                }

                File.Move(temporary, _path, overwrite: true);
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }
        });
        Lines = resources.Count;
    }

    public void Dispose()
    {
        _stream?.Flush(flushToDisk: true);
        _stream?.Dispose();
        _stream = null;
    }

    private void ReadLine(ReadOnlySpan<byte> line, int number, Action<StoredResource> put, Action<string> delete)
    {
        if (number == 1)
        {
            if (Encoding.UTF8.GetString(line) != Header)
                throw new FormatException("The file does not begin as a store of the local cloud does.");
            return;
        }

        var record = JournalLine.Parse(line);
        if (record.ContainsKey("delete")) delete(StoredResourceJson.Text(record, "delete"));
        else put(StoredShape.Checked(StoredResourceJson.Read(record, _box)));
    }

    private FileStream OpenForAppend()
    {
        // Without a buffer of its own: what could not be written is not tried again when the file is closed.
        var stream = PrivateFiles.OpenWrite(_path, FileMode.Append, FileShare.Read, bufferSize: 0);
        if (stream.Length > 0) return stream;
        try
        {
            WriteOrTakeBack(stream, Encoding.UTF8.GetBytes($"{Header}\n"));
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    // A full disk takes the first part of a write: half a line with whole ones behind it would be damage.
    private static void WriteOrTakeBack(FileStream stream, ReadOnlySpan<byte> bytes)
    {
        var before = stream.Length;
        try
        {
            stream.Write(bytes);
        }
        catch (IOException)
        {
            stream.SetLength(before);
            throw;
        }
    }

    private void Truncate(int length) => Guard(() =>
    {
        using var stream = new FileStream(_path, FileMode.Open, FileAccess.Write);
        stream.SetLength(length);
    });

    private StoreException Damaged(int line, Exception? exception, bool isLookOnly)
    {
        if (isLookOnly) return StoreDamage.Seen(_path, line, exception);
        var aside = $"{_path}.damaged-{DateTime.UtcNow:yyyyMMddHHmmss}";
        Guard(() => File.Move(_path, aside));
        return StoreDamage.SetAside(_path, line, exception, aside);
    }

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException("StoreNotWritable",
                $"The store of the local cloud '{_path}' can't be written: {exception.Message}", exception);
        }
    }
}
