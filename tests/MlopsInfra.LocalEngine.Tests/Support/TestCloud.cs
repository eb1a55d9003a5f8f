using System.Collections.Concurrent;
using MlopsInfra.LocalEngine.Providers;

namespace MlopsInfra.LocalEngine.Tests.Support;

/// <summary>
/// A cloud in memory that outlives deployments; its provider serves the package <c>test</c> and whatever else a test names.
/// </summary>
public sealed class TestCloud(params string[] packages) : IProviderSource
{
    private int _running;
    private int _created;

    /// <summary>What exists, by id.</summary>
    public ConcurrentDictionary<string, LiveResource> Resources { get; } = new();

    /// <summary>Everything that was done, in order: <c>create NAME</c>, <c>update NAME</c>, <c>delete NAME</c>, ...</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>What the providers were configured with, in order.</summary>
    public ConcurrentQueue<(string Package, string? Version,
        MlopsInfra.LocalEngine.Values.PropertyMap Configuration)> Configurations { get; } = new();

    /// <summary>The most operations that ever ran at the same time.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>Holds the operation on the resource of this name until the task completes; null for none.</summary>
    public Func<string, Task>? Hold { get; set; }

    /// <summary>Whether what an input <c>fail</c> refuses is allowed nevertheless: the obstacle is gone.</summary>
    public bool AllowAll { get; set; }

    /// <summary>The operations since the last call of this.</summary>
    public IReadOnlyList<string> TakeCalls()
    {
        var calls = new List<string>();
        while (Calls.TryDequeue(out var call)) calls.Add(call);
        return calls;
    }

    /// <summary>What the schema calls secret, in every type: names of inputs.</summary>
    public HashSet<string> SecretNames { get; } = [];

    /// <inheritdoc/>
    public MlopsInfra.LocalEngine.Values.PropertyMap MarkSecrets(string type, MlopsInfra.LocalEngine.Values.PropertyMap values) =>
        values.Keys.Any(SecretNames.Contains)
        ? new(values.Select(member => KeyValuePair.Create(member.Key,
            SecretNames.Contains(member.Key) && member.Value is not MlopsInfra.LocalEngine.Values.PropertyValue.Secret
            ? new MlopsInfra.LocalEngine.Values.PropertyValue.Secret(member.Value) : member.Value)))
        : values;

    /// <inheritdoc/>
    public IProvider? Create(string package, string? version) =>
        package == "test" || packages.Contains(package) ? new TestProvider(this, package, version) : null;

    internal string NextId(string name) => $"{name}-id{Interlocked.Increment(ref _created)}";

    internal async Task RunAsync(string call, string name)
    {
        Calls.Enqueue(call);
        lock (Calls) MostAtOnce = Math.Max(MostAtOnce, ++_running);
        try
        {
            if (Hold is { } hold) await hold(name);
        }
        finally
        {
            lock (Calls) _running--;
        }
    }
}
