using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.Torture.Fuzzing.Readers;

/// <summary>A cloud that takes everything and has nothing.</summary>
internal sealed class NoCloud : IProviderSource, IProvider
{
    public static readonly NoCloud Instance = new();

    public string Package => "test";

    public IProvider? Create(string package, string? version) => this;

    public ValueTask ConfigureAsync(PropertyMap configuration, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new CheckResult(request.NewInputs, []));

    public ValueTask<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(DiffResult.None);

    public ValueTask<ResourceState> CreateAsync(CreateRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new ResourceState("id", request.Inputs, request.Inputs));

    public ValueTask<ResourceState?> ReadAsync(ReadRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult<ResourceState?>(request.Id.Length % 2 == 0 ? null
            : new ResourceState(request.Id, request.Inputs, request.Outputs));

    public ValueTask<ResourceState> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new ResourceState(request.Id, request.NewInputs, request.NewInputs));

    public ValueTask DeleteAsync(DeleteRequest request, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<InvokeResult> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new InvokeResult(PropertyMap.Empty, []));
}
