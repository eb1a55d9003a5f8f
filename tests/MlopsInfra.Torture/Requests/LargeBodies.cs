using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace MlopsInfra.Torture.Requests;

/// <summary>Bodies of gigabytes, and small ones that become large: the server's memory has to stay small.</summary>
internal sealed class LargeBodies(TortureRun run, TorturedServer server, string account)
{
    private const string Group =
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/torture?api-version=2022-09-01";
    private const long MostMegabytes = 200;

    // The short run has no time for two gigabytes, and sends less than a tenth of it.
    private readonly long _large = run.Count >= 20_000 ? 2_000_000_000 : 128_000_000;

    /// <summary>Sends them.</summary>
    /// <param name="cancellation">Ends it.</param>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await BombAsync(cancellation);
        await LargeAsync(cancellation);
    }

    private async Task BombAsync(CancellationToken cancellation)
    {
        const string Subject = "attack: compressed bodies";
        using var zipped = new MemoryStream();
        await using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            var zeros = new byte[1_000_000];
            for (var times = 0; times < 300; times++) gzip.Write(zeros);
        }

        var head = $"POST /v2.1/track HTTP/1.1\r\nHost: {server.Host}\r\nContent-Encoding: gzip\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {zipped.Length}\r\n\r\n";
        byte[] request = [.. Encoding.ASCII.GetBytes(head), .. zipped.ToArray()];
        await Attacks.ExpectAsync(run, server, Subject, request, status => status == 413, cancellation);
        RequireMemory(Subject);
    }

    private async Task LargeAsync(CancellationToken cancellation)
    {
        const string Subject = "attack: large bodies";
        var before = server.Megabytes;
        foreach (var (method, target, authorization) in ((string, string, string?)[])
        [
            ("PUT", Group, server.Authorization(Planes.ResourceManager)), ("POST", $"/{Planes.Tenant}/oauth2/v2.0/token", null),
            ("POST", "/v2.1/track", null),
            ("PUT", $"/{account}/scoring-inputs/x?comp=tags", server.Authorization(Planes.Storage)),
        ])
        {
            foreach (var isChunked in (bool[])[false, true])
            {
                // Two gigabytes once each way; of the others as much as tells whether there is a limit.
                var size = target == Group ? _large : Math.Min(_large, 64_000_000);
                var status = await SendLargeAsync(method, target, authorization, size, isChunked, cancellation);
                run.Tried(Subject);
                if (status is not (413 or 400 or 403 or 404 or null)) run.Fault(Subject,
                    $"{method} {target} is answered with {status}", []);
                RequireMemory(Subject);
            }
        }

        run.Measured(Subject, string.Create(CultureInfo.InvariantCulture,
            $"{before} MB before, {server.Megabytes} MB after bodies of {_large / 1_000_000} MB"));
    }

    // The status; null where the server has cut the connection while the rest was sent.
    private async Task<int?> SendLargeAsync(string method, string target, string? authorization, long size, bool isChunked,
        CancellationToken cancellation)
    {
        using var connection = new RawConnection(server.Port);
        var type = target.Contains("oauth2", StringComparison.Ordinal) ? "application/x-www-form-urlencoded" : "application/json";
        var head = $"{method} {target} HTTP/1.1\r\nHost: {server.Host}\r\nx-ms-version: 2023-11-03\r\n"
            + $"Content-Type: {type}\r\n"
            + (authorization is null ? "" : $"Authorization: {authorization}\r\n")
            + (isChunked ? "Transfer-Encoding: chunked\r\n\r\n" : $"Content-Length: {size}\r\n\r\n");
        byte[] part = isChunked ? [.. "f4240\r\n"u8, .. new byte[1_000_000].Select(_ => (byte)'a'), .. "\r\n"u8]
            : [.. Enumerable.Repeat((byte)'a', 1_000_000)];
        try
        {
            await connection.WriteAsync(Encoding.ASCII.GetBytes(head), cancellation);
            for (long sent = 0; sent < size; sent += 1_000_000) await connection.WriteAsync(part, cancellation);
        }
        catch (IOException)
        {
            // It has answered before all was sent, and takes no more.
        }

        try
        {
            return (await connection.ReadAsync(false, cancellation)).Status;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private void RequireMemory(string subject)
    {
        if (_large < 1_000_000_000 || server.Megabytes <= MostMegabytes) return;
        run.Fault(subject, $"the server keeps more than {MostMegabytes} MB", Encoding.ASCII.GetBytes($"{server.Megabytes} MB"));
    }
}
