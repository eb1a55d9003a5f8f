using System.Collections.Concurrent;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>
/// What was asked since the server started (or the log was cleared): counts of everything, and the last requests.
/// </summary>
public sealed class RequestLog
{
    private const int Kept = 20_000;

    // Paths are as long as a client likes, and methods as many.
    private const int KeptCharacters = 4_000_000;
    private const int KeptMethods = 100;

    private readonly ConcurrentQueue<RequestRecord> _records = new();
    private readonly ConcurrentDictionary<string, int> _byMethod = new(StringComparer.OrdinalIgnoreCase);
    private int _changes;
    private long _characters;

    /// <summary>The last 20,000 requests (fewer where their paths are long), in order of their answers.</summary>
    public IReadOnlyCollection<RequestRecord> Records => _records;

    /// <summary>How many requests changed something that is stored.</summary>
    public int Changes => Volatile.Read(ref _changes);

    /// <summary>How many requests there were, by method.</summary>
    public IReadOnlyDictionary<string, int> ByMethod => _byMethod;

    /// <summary>How many requests of a method there were, as in <c>Count("PUT")</c>.</summary>
    /// <param name="method">The method.</param>
    public int Count(string method) => _byMethod.GetValueOrDefault(method);

    /// <summary>Forgets the requests so far.</summary>
    public void Clear()
    {
        while (_records.TryDequeue(out var record)) Interlocked.Add(ref _characters, -Length(record));
        _byMethod.Clear();
        Volatile.Write(ref _changes, 0);
    }

    internal void Add(RequestRecord record)
    {
        var method = _byMethod.Count < KeptMethods || _byMethod.ContainsKey(record.Request.Method)
            ? record.Request.Method : "OTHER";
        _byMethod.AddOrUpdate(method, 1, (_, count) => count + 1);
        if (record.Changed) Interlocked.Increment(ref _changes);
        _records.Enqueue(record);
        Interlocked.Add(ref _characters, Length(record));
        while ((_records.Count > Kept || Interlocked.Read(ref _characters) > KeptCharacters) && _records.TryDequeue(out var last))
            Interlocked.Add(ref _characters, -Length(last));
    }

    private static int Length(RequestRecord record) => record.Request.Path.Length + record.Request.Query.Length;
}
