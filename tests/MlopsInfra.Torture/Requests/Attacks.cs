using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MlopsInfra.Torture.Requests;

/// <summary>
/// What no client does: slow and endless requests, bodies of gigabytes, framing that two servers would read differently.
/// </summary>
internal sealed class Attacks(TortureRun run, TorturedServer server, string account, string store)
{
    private const string Group =
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/torture?api-version=2022-09-01";
    /// <summary>Attacks, one after the other.</summary>
    /// <param name="cancellation">Ends it.</param>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await SlowAsync(cancellation);
        await FramingAsync(cancellation);
        await HostsAsync(cancellation);
        await CutOffAsync(cancellation);
        await new LargeBodies(run, server, account).RunAsync(cancellation);
    }

    private async Task SlowAsync(CancellationToken cancellation)
    {
        const string Subject = "attack: slow clients";
        var silent = new List<Socket>();
        var slow = new List<RawConnection>();
        try
        {
            for (var number = 0; number < 100; number++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                silent.Add(socket);
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port), cancellation);
                var connection = new RawConnection(server.Port);
                slow.Add(connection);
                await connection.WriteAsync(Encoding.ASCII.GetBytes(number % 2 == 0
                    ? $"GET {Group} HTTP/1.1\r\nHost: {server.Host}\r\nX-A: "
                    : $"PUT {Group} HTTP/1.1\r\nHost: {server.Host}\r\nAuthorization: {Bearer}\r\n"
                        + "Content-Length: 1000\r\n\r\n{"), cancellation);
            }

            run.Tried(Subject, 200);
            var fastest = TimeSpan.MaxValue;
            for (var times = 0; times < 3; times++)
            {
                var started = Stopwatch.GetTimestamp();
                await AskAsync("GET", Group, cancellation);
                if (Stopwatch.GetElapsedTime(started) is var elapsed && elapsed < fastest) fastest = elapsed;
            }

            run.Measured(Subject, string.Create(CultureInfo.InvariantCulture,
                $"{fastest.TotalMilliseconds:F0} ms for another request"));
            if (fastest > TimeSpan.FromSeconds(1)) run.Fault(Subject, "others wait for more than a second", []);
        }
        finally
        {
            foreach (var socket in silent) socket.Dispose();
            foreach (var connection in slow) connection.Dispose();
        }
    }

    private async Task FramingAsync(CancellationToken cancellation)
    {
        const string Smuggled = "GET /metadata/endpoints HTTP/1.1\r\nHost: localhost\r\n\r\n";
        string[] framings =
        [
            $"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{Smuggled}",
                $"Content-Length: 5\r\nContent-Length: 6\r\n\r\n{{}}   {Smuggled}",
            $"Content-Length: -1\r\n\r\n{Smuggled}", $"Content-Length: +2\r\n\r\n{{}}{Smuggled}",
                $"Content-Length: 2, 2\r\n\r\n{{}}{Smuggled}",
            "Content-Length: 99999999999999999999\r\n\r\n{}", "Content-Length: 0x2\r\n\r\n{}",
            $"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n{Smuggled}",
            $"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n{Smuggled}", $"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n{Smuggled}",
            "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n", "Transfer-Encoding: chunked\r\n\r\n-1\r\n",
            "Transfer-Encoding: chunked\r\n\r\nz\r\n",
            "Transfer-Encoding: chunked\r\n\r\n2\r\n{}x\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n2;a=b\r\n{}0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n\r\n",
            "X-A: b\nX-C\r\n\r\n", "X-A\r\n\r\n", ": b\r\n\r\n", "X-A: b\0c\r\n\r\n", " X-A: b\r\n\r\n",
        ];
        foreach (var framing in framings)
        {
            var request = $"PUT {Group} HTTP/1.1\r\nHost: {server.Host}\r\nAuthorization: {Bearer}\r\n"
                + $"Content-Type: application/json\r\n{framing}";
            await ExpectAsync(run, server, "attack: framing", Encoding.Latin1.GetBytes(request), status => status / 100 == 4,
                cancellation);
        }
    }

    private async Task HostsAsync(CancellationToken cancellation)
    {
        foreach (var host in (string[])["evil.example", "localhost.evil.example", "10.0.0.1", "a b", "localhost@evil.example",
            "evil.example:443", "[::2]", "0x7f.1"])
        {
            await ExpectAsync(run, server, "attack: hosts", Encoding.ASCII.GetBytes(
                $"GET /metadata/endpoints?api-version=2022-09-01 HTTP/1.1\r\nHost: {host}\r\n\r\n"), status => status
                    is 400 or 421, cancellation);
        }
    }

    private async Task CutOffAsync(CancellationToken cancellation)
    {
        const string Subject = "attack: uploads cut off";
        for (var number = 0; number < 20; number++)
        {
            using var connection = new RawConnection(server.Port);
            await connection.WriteAsync(Encoding.ASCII.GetBytes(
                $"PUT /{account}/scoring-inputs/cut HTTP/1.1\r\nHost: {server.Host}\r\nx-ms-version: 2023-11-03\r\n"
                    + $"x-ms-blob-type: BlockBlob\r\nAuthorization: {server.Authorization(Planes.Storage)}\r\n"
                    + $"Content-Length: 1000000\r\n\r\n{new string('x', 300_000)}"),
                cancellation);
            run.Tried(Subject);
        }

        var incoming = Path.Combine(store, "cloud", "content", "blobs", "incoming");
        var left = -1;
        for (var times = 0; times < 50 && left != 0; times++)
        {
            left = Directory.Exists(incoming) ? Directory.GetFiles(incoming).Length : 0;
            if (left != 0) await Task.Delay(100, cancellation);
        }

        if (left > 0) run.Fault(Subject, $"{left} files are left of them", []);
        var seed = new RequestSeed(Subject, "GET", $"/{account}/scoring-inputs/cut", Planes.Storage,
            Headers: [("x-ms-version", "2023-11-03")]);
        using var after = new RawConnection(server.Port);
        var answer = await after.SendAsync(RequestBytes.Of(seed, server.Host, server.Authorization(seed.Audience), null), false,
            cancellation);
        if (answer.Status == 200) run.Fault(Subject, "half a blob is there", answer.Body);
    }

    private string Bearer => server.Authorization(Planes.ResourceManager)!;

    private async Task AskAsync(string method, string target, CancellationToken cancellation)
    {
        using var connection = new RawConnection(server.Port);
        var seed = new RequestSeed("", method, target, Planes.ResourceManager);
        await connection.SendAsync(RequestBytes.Of(seed, server.Host, Bearer, null), false, cancellation);
    }

    /// <summary>Sends a request whose answer has to have one of some statuses, if it has any.</summary>
    internal static async Task ExpectAsync(TortureRun run, TorturedServer server, string subject, byte[] request,
        Func<int, bool> isRight, CancellationToken cancellation)
    {
        run.Tried(subject);
        using var connection = new RawConnection(server.Port);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(40));
        try
        {
            var answer = await connection.SendAsync(request, false, patience.Token);
            if (!isRight(answer.Status)) run.Fault(subject, $"answered with {answer.Status}",
                [.. request, .. Encoding.ASCII.GetBytes(answer.Head)]);
        }
        catch (IOException)
        {
            // A connection that is closed at once is an answer, too.
            if (!server.IsRunning) run.Fault(subject, "the server is gone", request);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            run.Fault(subject, "no answer within 40 seconds", request);
        }
    }
}
