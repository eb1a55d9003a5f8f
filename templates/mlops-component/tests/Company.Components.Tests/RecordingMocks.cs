using System.Collections.Concurrent;
using Pulumi.Testing;

namespace Company.Components.Tests;

/// <summary>Takes down what a program declares, and answers with an id for each resource: no engine, no cloud.</summary>
internal sealed class RecordingMocks : IMocks
{
    private readonly ConcurrentDictionary<string, MockResourceArgs> _resources = new();

    /// <summary>What was declared, by Pulumi name.</summary>
    public IReadOnlyDictionary<string, MockResourceArgs> Resources => _resources;

    /// <summary>The id that a resource is given.</summary>
    public static string IdOf(string name) => $"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/{name}";

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        _resources[args.Name!] = args;
        var state = args.Inputs.ToDictionary(input => input.Key, input => input.Value);
        state["principalId"] = "00000000-0000-0000-0000-000000000002";
        return Task.FromResult<(string?, object)>((IdOf(args.Name!), state));
    }

    public Task<object> CallAsync(MockCallArgs args) =>
        throw new InvalidOperationException($"{args.Token} was not expected to be called.");
}
