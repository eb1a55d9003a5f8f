using System.Collections.Concurrent;
using System.Text;

namespace MlopsInfra.Torture.Requests;

/// <summary>What was answered as written: it has to be there, and after a restart as before.</summary>
/// <param name="run">The run.</param>
internal sealed class KeptAnswers(TortureRun run)
{
    private const int Most = 3_000;

    private readonly ConcurrentDictionary<string, (RequestSeed Seed, int Status,
        byte[] Body)> _written = new(StringComparer.Ordinal);

    /// <summary>Takes a request that was answered as one that wrote something.</summary>
    /// <param name="seed">The request.</param>
    /// <param name="answer">Its answer.</param>
    public void Add(RequestSeed seed, RawAnswer answer)
    {
        // What only changes something else is not there by that name.
        if (_written.Count >= Most || seed.Target.Contains("comp=", StringComparison.OrdinalIgnoreCase)
            || seed.Subject is not ("kept blobs" or "blobs" or "Resource Manager")) return;
        _written[seed.Target] = (seed with { Method = "GET", Body = null, Headers = [("x-ms-version", "2023-11-03")] },
            answer.Status, seed.Body ?? []);
    }

    /// <summary>Asks for all of it.</summary>
    /// <param name="server">The server.</param>
    /// <param name="isRestarted">Whether it is another one than before, on the same store.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task LookAsync(TorturedServer server, bool isRestarted, CancellationToken cancellation)
    {
        using var connection = new RawConnection(server.Port);
        foreach (var (target, (seed, status, body)) in _written.ToArray())
        {
            var bytes = RequestBytes.Of(seed, server.Host, server.Authorization(seed.Audience), null);
            var answer = await connection.SendAsync(bytes, false, cancellation);
            if (isRestarted)
            {
                run.Tried("after a restart");
                if (answer.Status != status) run.Fault("after a restart",
                    $"{seed.Subject}: {status} before, {answer.Status} after", bytes);
                if (seed.Subject == "kept blobs" && answer.Status == 200 && !answer.Body.AsSpan().SequenceEqual(body))
                    run.Fault("after a restart", "another content", bytes);
                continue;
            }

            if (answer.Status >= 500) run.Fault("what was written", $"it can't be read: {answer.Status}", bytes);
            // Others may have closed the account, and none deletes what is to be kept.
            if (seed.Subject == "kept blobs" && answer.Status is not (200 or 403))
                run.Fault("what was written", $"a blob that was answered with 201 is gone: {answer.Status}",
                    [.. bytes, .. Encoding.UTF8.GetBytes(answer.Text)]);
            run.Tried("what was written");
            _written[target] = (seed, answer.Status, body);
        }
    }
}
