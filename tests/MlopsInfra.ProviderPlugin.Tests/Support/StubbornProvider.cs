using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.ProviderPlugin.Tests.Support;

/// <summary>
/// A provider that does what the local cloud does not: creations that end half-way, updates that never end, a defect.
/// </summary>
internal sealed class StubbornProvider : IProvider
{
    /// <summary>Ends when an update has begun.</summary>
    public TaskCompletionSource UpdateBegan { get; } = new();

    public string Package => "stubborn";

    public ValueTask ConfigureAsync(PropertyMap configuration, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("a mistake in the code");

    public ValueTask<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(DiffResult.None);

    public ValueTask<ResourceState> CreateAsync(CreateRequest request, CancellationToken cancellationToken) =>
        throw new ProviderException("ProvisioningFailed",
            "The cluster has no nodes.") { PartialState =
                new ResourceState("half", null, new PropertyMap([new("state", "Failed")])) };

    public ValueTask<ResourceState?> ReadAsync(ReadRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult<ResourceState?>(null);

    public async ValueTask<ResourceState> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        UpdateBegan.SetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("never");
    }

    public ValueTask DeleteAsync(DeleteRequest request, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<InvokeResult> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new InvokeResult(PropertyMap.Empty, [new CheckFailure("name", "is missing")]));
}
