using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace MlopsInfra.Torture.Requests;

/// <summary>
/// A connection that sends bytes as they are, which no HTTP client would, and reads answers of HTTP/1.1. It is opened when it is
/// first used, and again after the server has closed it.
/// </summary>
/// <param name="port">The port on loopback.</param>
internal sealed class RawConnection(int port) : IDisposable
{
    private const int LongestHead = 64 * 1024;

    private readonly byte[] _buffer = new byte[64 * 1024];
    private Socket? _socket;
    private SslStream? _stream;
    private int _start;
    private int _end;

    /// <summary>Whether it was used before, so that the server may have closed it since.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>Sends a request and reads its answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isHead">Whether the answer has no body, whatever its headers say.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="IOException">The server closed the connection in place of an answer.</exception>
    public async Task<RawAnswer> SendAsync(ReadOnlyMemory<byte> request, bool isHead, CancellationToken cancellation)
    {
        await OpenAsync(cancellation);
        await _stream!.WriteAsync(request, cancellation);
        return await ReadAsync(isHead, cancellation);
    }

    /// <summary>Sends a part of a request, or of what is none.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await OpenAsync(cancellation);
        await _stream!.WriteAsync(bytes, cancellation);
    }

    /// <summary>Opens the connection, if it is closed.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        if (_stream is not null) return;
        (_start, _end, IsUsed) = (0, 0, false);
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await _socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellation);
        // Whose certificate it is does not matter here: what is tortured is on loopback and was started by this run.
        var stream = new SslStream(
            new NetworkStream(_socket, ownsSocket: true), false, (_, offered, _, _) => offered is not null);
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, cancellation);
        _stream = stream;
    }

    /// <summary>Reads an answer.</summary>
    /// <param name="isHead">Whether it has no body, whatever its headers say.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<RawAnswer> ReadAsync(bool isHead, CancellationToken cancellation)
    {
        while (true)
        {
            var head = await ReadHeadAsync(cancellation);
            if (head.Length < 12 || !int.TryParse(head.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture,
                out var status))
                throw new InvalidDataException($"'{head}' is no head of an answer.");
            if (status is >= 100 and < 200) continue;
            var answer = new RawAnswer(status, head, []);
            if (!isHead && status is not (204 or 304)) answer = answer with { Body = await ReadBodyAsync(answer, cancellation) };
            IsUsed = true;
            if ("close".Equals(answer.Header("Connection"), StringComparison.OrdinalIgnoreCase)) Close();
            return answer;
        }
    }

    /// <summary>Cuts it.</summary>
    public void Close()
    {
        _stream?.Dispose();
        _socket?.Dispose();
        (_stream, _socket) = (null, null);
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private async Task<string> ReadHeadAsync(CancellationToken cancellation)
    {
        var head = new List<byte>(512);
        while (head.Count < 4 || head[^1] != '\n' || head[^2] != '\r' || head[^3] != '\n')
        {
            if (head.Count > LongestHead) throw new InvalidDataException("The head of the answer has no end.");
            head.Add(await ReadByteAsync(cancellation));
        }

        return Encoding.Latin1.GetString([.. head]);
    }

    private async Task<byte[]> ReadBodyAsync(RawAnswer answer, CancellationToken cancellation)
    {
        if (answer.Header("Content-Length") is { } length)
            return await ReadBytesAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellation);
        if (answer.Header("Transfer-Encoding") is null) return [];
        using var body = new MemoryStream();
        while (true)
        {
            var line = new StringBuilder();
            while (await ReadByteAsync(cancellation) is var letter && letter != '\n') line.Append((char)letter);
            var size = int.Parse(line.ToString().Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Write(await ReadBytesAsync(size, cancellation));
            await ReadBytesAsync(2, cancellation);
            if (size == 0) return body.ToArray();
        }
    }

    private async Task<byte[]> ReadBytesAsync(int count, CancellationToken cancellation)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            if (_start == _end) await FillAsync(cancellation);
            var part = Math.Min(count - read, _end - _start);
            _buffer.AsSpan(_start, part).CopyTo(bytes.AsSpan(read));
            (_start, read) = (_start + part, read + part);
        }

        return bytes;
    }

    private async ValueTask<byte> ReadByteAsync(CancellationToken cancellation)
    {
        if (_start == _end) await FillAsync(cancellation);
        return _buffer[_start++];
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        (_start, _end) = (0, await _stream!.ReadAsync(_buffer, cancellation));
        if (_end == 0) throw new EndOfStreamException("The server closed the connection in place of an answer.");
    }
}
