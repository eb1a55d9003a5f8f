using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MlopsInfra.Torture.Requests;

/// <summary>One connection: asks, and looks at what is answered.</summary>
internal sealed partial class RequestWorker(
    TortureRun run, TorturedServer server, Random random, RequestSeed[][] seeds, KeptAnswers kept,
    string account) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly RawConnection _connection = new(server.Port);
    private readonly RequestMutation _mutation = new(random);
    private int _asked;

    /// <summary>Asks once.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>How long it took, in milliseconds.</returns>
    public async Task<double> AskAsync(CancellationToken cancellation)
    {
        if (++_asked % 20 == 0) return await WriteAsync(cancellation);
        // Resource Manager has more routes than all others together.
        var group = random.Next(5) < 2 ? seeds[0] : seeds[random.Next(seeds.Length)];
        var seed = _mutation.Of(group[random.Next(group.Length)]);
        var authorization = random.Next(10) switch
        {
            0 => null,
            1 => server.Authorization(random.Next(2) == 0 ? Planes.Storage : Planes.ResourceManager),
            _ => server.Authorization(seed.Audience),
        };
        if (random.Next(100) == 0) authorization = "Bearer e30.e30.x";
        run.Tried(seed.Subject);
        return await SendAsync(seed, RequestBytes.Of(seed, server.Host, authorization, random), cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    // One in twenty is a blob as a client means it, which has to be there at the end.
    private async Task<double> WriteAsync(CancellationToken cancellation)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"kept/{random.NextInt64():x}");
        var seed = RequestSeed.Text("kept blobs", "PUT", $"/{account}/scoring-inputs/{name}", Planes.Storage, name, "text/plain",
            null,
            ("x-ms-version", "2023-11-03"), ("x-ms-blob-type", "BlockBlob"));
        run.Tried(seed.Subject);
        return await SendAsync(seed, RequestBytes.Of(seed, server.Host, server.Authorization(Planes.Storage), null),
            cancellation);
    }

    private async Task<double> SendAsync(RequestSeed seed, byte[] bytes, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        if (await TryAsync(seed, bytes, cancellation)
            is not { } answer) return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var elapsed = Stopwatch.GetElapsedTime(started);
        if (answer.Status >= 500 && answer.Status is not (501 or 502 or 503))
            run.Fault(seed.Subject, $"{answer.Status}: {Kind(answer.Text)}", Input(bytes, answer));
        // A machine that has other things to do may be slow, but not three times at the same request. Long answers may be.
        for (var times = 0; elapsed > Longest && times < 3; times++)
        {
            var again = Stopwatch.GetTimestamp();
            await TryAsync(seed, bytes, cancellation);
            elapsed = Stopwatch.GetElapsedTime(again);
        }

        if (elapsed > Longest && answer.Body.Length < 500_000) 
            run.Fault(seed.Subject, $"more than a second: {seed.Method} {Plain(seed.Target)}", bytes);
        if (answer.Status is 200 or 201 && seed.Method == "PUT") kept.Add(seed, answer);
        return elapsed.TotalMilliseconds;
    }

    private async Task<RawAnswer?> TryAsync(RequestSeed seed, byte[] bytes, CancellationToken cancellation)
    {
        for (var isSecond = false; ; isSecond = true)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(Patience);
            var wasUsed = _connection.IsUsed;
            try
            {
                return await _connection.SendAsync(bytes, seed.Method == "HEAD", patience.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                _connection.Close();
                run.Fault(seed.Subject, "no answer within a minute", bytes);
                return null;
            }
            catch (Exception exception) when (exception is IOException or InvalidDataException or FormatException)
            {
                _connection.Close();
                // A connection that was used before may have been closed between two requests.
                if (wasUsed && !isSecond) continue;
                run.Fault(seed.Subject, server.IsRunning ? $"the connection is dropped: {exception.GetType().Name}"
                    : "the server is gone", bytes);
                return null;
            }
        }
    }

    private static byte[] Input(byte[] bytes, RawAnswer answer) =>
        [.. bytes, .. "\r\n\r\n--- the answer ---\r\n"u8, .. Encoding.Latin1.GetBytes(answer.Head), .. answer.Body];

    // What is the same each time: the exception's type and its sentence without what it is about.
    private static string Kind(string text) => Plain(text.Length > 400 ? text[..400] : text);

    private static string Plain(string text)
    {
        var plain = Numbers().Replace(Names().Replace(text, "'...'"), "0");
        return plain.Length > 160 ? plain[..160] : plain;
    }

    [GeneratedRegex("""[0-9a-f]{8}-[0-9a-f-]{27}|'[^']*'|\\u0027.*?\\u0027""")]
    private static partial Regex Names();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();
}
