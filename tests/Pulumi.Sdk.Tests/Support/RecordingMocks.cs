using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi.Sdk.Tests.Support;

/// <summary>Keeps what mocks are called with; by default a resource gets the id NAME-id and its inputs as state.</summary>
internal sealed class RecordingMocks : IMocks
{
    public ConcurrentQueue<MockResourceArgs> Resources { get; } = new();

    public ConcurrentQueue<MockCallArgs> Calls { get; } = new();

    public ConcurrentQueue<MockRegisterResourceOutputsRequest> Outputs { get; } = new();

    public Func<MockResourceArgs, Task<(string? Id, object State)>> OnResource { get; init; } =
        args => Task.FromResult<(string?, object)>(($"{args.Name}-id", args.Inputs));

    public Func<MockCallArgs, Task<object>> OnCall { get; init; } =
        _ => Task.FromResult<object>(ImmutableDictionary<string, object>.Empty);

    /// <summary>Gives every resource this state and the id NAME-id.</summary>
    public static RecordingMocks WithState(object state) => new()
    {
        OnResource = args => Task.FromResult<(string?, object)>(($"{args.Name}-id", state)),
    };

    public static RecordingMocks WithResult(object result) => new() { OnCall = _ => Task.FromResult(result) };

    public ImmutableDictionary<string, object> InputsOf(string name) => Resources.Single(args => args.Name == name).Inputs;

    public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        Resources.Enqueue(args);
        return await OnResource(args);
    }

    public async Task<object> CallAsync(MockCallArgs args)
    {
        Calls.Enqueue(args);
        return await OnCall(args);
    }

    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        Outputs.Enqueue(args);
        return Task.CompletedTask;
    }
}
