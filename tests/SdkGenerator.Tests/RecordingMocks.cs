using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi.Testing;

namespace SdkGenerator.Tests;

/// <summary>Keeps what a program registers and calls, and answers with what the test gives.</summary>
internal sealed class RecordingMocks : IMocks
{
    /// <summary>The resources by name.</summary>
    public ConcurrentDictionary<string, MockResourceArgs> Resources { get; } = new();

    /// <summary>The calls by token.</summary>
    public ConcurrentDictionary<string, MockCallArgs> Calls { get; } = new();

    /// <summary>What every resource has as outputs, and every call as its result.</summary>
    public ImmutableDictionary<string, object> State { get; init; } = ImmutableDictionary<string, object>.Empty;

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        Resources[args.Name!] = args;
        return Task.FromResult<(string?, object)>(($"{args.Name}-id", State));
    }

    public Task<object> CallAsync(MockCallArgs args)
    {
        Calls[args.Token!] = args;
        return Task.FromResult<object>(State);
    }
}
