using System.Text;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>
/// The output of a workload in a file. What goes beyond a limit is left out but for the end, so that nothing that is printed in a
/// loop fills the disk.
/// </summary>
internal sealed class WorkloadLog : IDisposable
{
    private const int EndLength = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly FileStream _file;
    private readonly long _limit;
    private readonly MemoryStream _line = new();
    private byte[] _end = [];
    private long _leftOut;
    private bool _closed;

    /// <param name="path">The file; made anew.</param>
    /// <param name="limit">How many bytes are kept. Default: 64 MB.</param>
    public WorkloadLog(string path, long limit = 64L * 1024 * 1024)
    {
        PrivateFiles.CreateFolder(System.IO.Path.GetDirectoryName(path)!);
        (Path, _limit) = (path, limit);
        _file = PrivateFiles.OpenWrite(path, FileMode.Create, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Is given the lines that are kept, as they come; null: nobody is.</summary>
    public Action<IReadOnlyList<string>>? Lines { get; init; }

    /// <summary>Takes output.</summary>
    public void Write(ReadOnlySpan<byte> output)
    {
        lock (_lock)
        {
            if (_closed) return;
            var room = (int)Math.Clamp(_limit - _file.Length, 0, output.Length);
            if (room > 0) _file.Write(output[..room]);
            Tell(output[..room]);
            if (room < output.Length) Leave(output[room..]);
        }
    }

    /// <summary>Adds a line of the local cloud's own.</summary>
    public void WriteLine(string line) => Write(Encoding.UTF8.GetBytes(line + "\n"));

    /// <summary>The last lines, without the line end of the last one.</summary>
    /// <param name="lines">How many at most.</param>
    public string Tail(int lines)
    {
        var text = Encoding.UTF8.GetString(End()).TrimEnd('\n', '\r');
        var from = text.Length;
        for (var count = 0; count < lines && from > 0; count++)
            from = text.LastIndexOf('\n', from - 1) is var at and >= 0 ? at : 0;
        return text[from..].TrimStart('\n');
    }

    /// <summary>All that is kept.</summary>
    public byte[] ToArray()
    {
        lock (_lock)
        {
            using var reader = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var kept = new byte[reader.Length];
            reader.ReadExactly(kept);
            return _leftOut == 0 || _closed ? kept : [.. kept, .. Encoding.UTF8.GetBytes(Gap()), .. _end];
        }
    }

    /// <summary>Closes the file, with the end of what was left out.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_closed) return;
            if (_leftOut > 0)
            {
                _file.Write(Encoding.UTF8.GetBytes(Gap()));
                _file.Write(_end);
            }

            if (_line.Length > 0) Tell("\n"u8);
            _file.Dispose();
            _closed = true;
        }
    }

    // Output comes in pieces that end anywhere.
    private void Tell(ReadOnlySpan<byte> output)
    {
        if (Lines is null) return;
        var lines = new List<string>();
        for (var end = output.IndexOf((byte)'\n'); end >= 0; end = output.IndexOf((byte)'\n'))
        {
            _line.Write(output[..end]);
            lines.Add(Encoding.UTF8.GetString(_line.GetBuffer().AsSpan(0, (int)_line.Length)).TrimEnd('\r'));
            _line.SetLength(0);
            output = output[(end + 1)..];
        }

        _line.Write(output);
        if (lines.Count > 0) Lines(lines);
    }

    private string Gap() => $"\n[{_leftOut - _end.Length} bytes of output are left out here: a log keeps {_limit} bytes]\n";

    private void Leave(ReadOnlySpan<byte> output)
    {
        _leftOut += output.Length;
        byte[] end = [.. _end, .. output];
        _end = end.Length <= EndLength ? end : end[^EndLength..];
    }

    private byte[] End()
    {
        lock (_lock)
        {
            if (_leftOut > 0) return _end;
            using var reader = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            reader.Position = Math.Max(0, reader.Length - EndLength);
            var end = new byte[reader.Length - reader.Position];
            reader.ReadExactly(end);
            return end;
        }
    }
}
