using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Services.Monitor.Logs;

/// <summary>
/// The rows of logs on disk: a folder for each workspace, in it two files of JSON lines for each table. Rows are only added. When
/// the newer file is full it takes the place of the older one, whose rows are gone: a table keeps at least
/// <paramref name="fileLimit"/> bytes of its newest rows, and at most twice as many.
/// </summary>
/// <param name="folder">Where; made when something is written.</param>
/// <param name="fileLimit">How large a file may become, in bytes.</param>
internal sealed class LogFiles(string folder, long fileLimit = LogFiles.DefaultLimit) : IDisposable
{
    /// <summary>Some 60,000 requests to a file.</summary>
    public const long DefaultLimit = 32 * 1024 * 1024;

    private const byte NewLine = (byte)'\n';

    private readonly Dictionary<string, FileStream> _open = [];
    private readonly Lock _gate = new();

    /// <summary>
    /// Adds rows to a table. They are on their way to disk when it returns, and survive the end of this process.
    /// </summary>
    /// <param name="workspace">The workspace's own id (<c>customerId</c>).</param>
    /// <param name="table">The table.</param>
    /// <param name="rows">The rows.</param>
    public void Append(string workspace, string table, IEnumerable<JsonObject> rows)
    {
        using var buffer = new MemoryStream();
        foreach (var row in rows)
        {
            JsonSerializer.Serialize(buffer, row, JsonText.Options);
            buffer.WriteByte(NewLine);
        }

        if (buffer.Length == 0) return;
        lock (_gate)
        {
            var file = Open(workspace, table);
            // One call for all: a reader never sees half a batch, and a process that is killed leaves at most one half line.
            file.Write(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
            if (file.Length >= fileLimit) TurnOver(workspace, table);
        }
    }

    /// <summary>The rows of a table, oldest first.</summary>
    /// <param name="workspace">The workspace's own id.</param>
    /// <param name="table">The table.</param>
    /// <param name="isWanted">Whether a line is worth reading; null: all are.</param>
    public IReadOnlyList<JsonObject> Read(string workspace, string table, Func<string, bool>? isWanted = null)
    {
        var rows = new List<JsonObject>();
        var streams = new List<FileStream>();
        try
        {
            // Who writes waits for the opening only: what is added meanwhile is for the next reader.
            lock (_gate)
            {
                foreach (var path in (string[])[OlderPath(workspace, table), PathOf(workspace, table)])
                {
                    if (File.Exists(path))
                        streams.Add(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
                }
            }

            foreach (var stream in streams) ReadFile(stream, rows, isWanted);
        }
        finally
        {
            foreach (var stream in streams) stream.Dispose();
        }

        return rows;
    }

    /// <summary>The tables of a workspace that hold rows.</summary>
    /// <param name="workspace">The workspace's own id.</param>
    public IReadOnlyList<string> Tables(string workspace)
    {
        var path = Path.Combine(folder, workspace);
        if (!Directory.Exists(path)) return [];
        return [.. Directory.EnumerateFiles(path, "*.jsonl").Select(file => Path.GetFileName(file).Split('.')[0]).Distinct()
            .Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var file in _open.Values) file.Dispose();
            _open.Clear();
        }
    }

    private FileStream Open(string workspace, string table)
    {
        var path = PathOf(workspace, table);
        if (_open.TryGetValue(path, out var open)) return open;
        PrivateFiles.CreateFolder(Path.GetDirectoryName(path)!);
        var file = PrivateFiles.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete,
            bufferSize: 0);
        file.Seek(0, SeekOrigin.End);
        // A line that a crash cut off must not swallow the next one.
        if (file.Length > 0 && !EndsWithLine(file)) file.WriteByte(NewLine);
        return _open[path] = file;
    }

    private static bool EndsWithLine(FileStream file)
    {
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == NewLine;
    }

    private void TurnOver(string workspace, string table)
    {
        var path = PathOf(workspace, table);
        if (_open.Remove(path, out var open)) open.Dispose();
        File.Move(path, OlderPath(workspace, table), overwrite: true);
    }

    private static void ReadFile(FileStream stream, List<JsonObject> rows, Func<string, bool>? isWanted)
    {
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (isWanted?.Invoke(line) != false && Row(line) is { } row) rows.Add(row);
        }
    }

    // What a crash cut off is no row, and neither is what is just being written.
    private static JsonObject? Row(string line)
    {
        try
        {
            return line.Length == 0 ? null : StrictJson.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string PathOf(string workspace, string table) => Path.Combine(folder, workspace, $"{Checked(table)}.jsonl");

    private string OlderPath(string workspace, string table) =>
        Path.Combine(folder, workspace, $"{Checked(table)}.older.jsonl");

    // The name of a table comes from a client, and becomes that of a file.
    private static string Checked(string table) =>
        table.All(character => char.IsAsciiLetterOrDigit(character) || character == '_')
        && table.Length is > 0 and <= 128
        ? table : throw new ArgumentException($"'{table}' is no name of a table.", nameof(table));
}
