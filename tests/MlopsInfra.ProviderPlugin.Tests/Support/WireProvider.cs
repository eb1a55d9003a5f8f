using System.Collections.Immutable;
using Google.Protobuf;
using Grpc.Core;
using MlopsInfra.LocalEngine.Protocol;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.ProviderPlugin.Tests.Support;

/// <summary>A provider at the other end of the wire, for an engine that knows no wire.</summary>
internal sealed class WireProvider(string package, PluginConnection connection) : IProvider
{
    private Wire.ResourceProvider.ResourceProviderClient Client => connection.Client;

    public string Package => package;

    public async ValueTask ConfigureAsync(PropertyMap configuration, CancellationToken cancellationToken) => await connection.ConfiguredAsync(Values.Of(configuration));

    public ValueTask<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        var answer = await Client.CheckAsync(
            new Wire.CheckRequest
            {
                Urn = request.Urn, Type = request.Type, Name = request.Name, Olds = Values.Of(request.OldInputs ?? PropertyMap.Empty), News = Values.Of(request.NewInputs),
                RandomSeed = ByteString.CopyFrom(request.RandomSeed.AsSpan()),
            },
            cancellationToken: cancellationToken);
        return new CheckResult(WireReader.ReadMap(answer.Inputs), [.. answer.Failures.Select(failure => new CheckFailure(failure.Property, failure.Reason))]);
    });

    public ValueTask<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        var answer = await Client.DiffAsync(
            new Wire.DiffRequest
            {
                Id = request.Id, Urn = request.Urn, Type = request.Type, Olds = Values.Of(request.OldOutputs), OldInputs = Values.Of(request.OldInputs), News = Values.Of(request.NewInputs),
            },
            cancellationToken: cancellationToken);
        ImmutableArray<PropertyChange> changes = [.. answer.DetailedDiff.Select(change => new PropertyChange(change.Key, KindOf(change.Value.Kind), answer.Replaces.Contains(change.Key)))];
        return new DiffResult(changes, answer.DeleteBeforeReplace);
    });

    public ValueTask<PropertyMap> PreviewAsync(PreviewRequest request, CancellationToken cancellationToken) => AskAsync(async () => WireReader.ReadMap(request.OldInputs is null
        ? (await Client.CreateAsync(new Wire.CreateRequest { Urn = request.Urn, Type = request.Type, Properties = Values.Of(request.NewInputs), Preview = true }, cancellationToken: cancellationToken)).Properties
        : (await Client.UpdateAsync(
            new Wire.UpdateRequest
            {
                Urn = request.Urn, Type = request.Type, Olds = Values.Of(request.OldOutputs!), OldInputs = Values.Of(request.OldInputs), News = Values.Of(request.NewInputs), Preview = true,
            },
            cancellationToken: cancellationToken)).Properties));

    public ValueTask<ResourceState> CreateAsync(CreateRequest request, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        var answer = await Client.CreateAsync(new Wire.CreateRequest { Urn = request.Urn, Type = request.Type, Properties = Values.Of(request.Inputs) }, cancellationToken: cancellationToken);
        return new ResourceState(answer.Id, null, WireReader.ReadMap(answer.Properties));
    });

    public ValueTask<ResourceState?> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        var answer = await Client.ReadAsync(
            new Wire.ReadRequest { Id = request.Id, Urn = request.Urn, Type = request.Type, Inputs = Values.Of(request.Inputs), Properties = Values.Of(request.Outputs) },
            cancellationToken: cancellationToken);
        return answer.Id.Length == 0 ? null : new ResourceState(answer.Id, WireReader.ReadMap(answer.Inputs), WireReader.ReadMap(answer.Properties));
    });

    public ValueTask<ResourceState> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        var answer = await Client.UpdateAsync(
            new Wire.UpdateRequest
            {
                Id = request.Id, Urn = request.Urn, Type = request.Type, Olds = Values.Of(request.OldOutputs), OldInputs = Values.Of(request.OldInputs), News = Values.Of(request.NewInputs),
            },
            cancellationToken: cancellationToken);
        return new ResourceState(request.Id, null, WireReader.ReadMap(answer.Properties));
    });

    public async ValueTask DeleteAsync(DeleteRequest request, CancellationToken cancellationToken) => await AskAsync(async () => await Client.DeleteAsync(
        new Wire.DeleteRequest { Id = request.Id, Urn = request.Urn, Type = request.Type, Properties = Values.Of(request.Outputs), OldInputs = Values.Of(request.Inputs) },
        cancellationToken: cancellationToken));

    public ValueTask<InvokeResult> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        var answer = await Client.InvokeAsync(new Wire.InvokeRequest { Tok = request.Token, Args = Values.Of(request.Arguments) }, cancellationToken: cancellationToken);
        return new InvokeResult(WireReader.ReadMap(answer.Return), [.. answer.Failures.Select(failure => new CheckFailure(failure.Property, failure.Reason))]);
    });

    private static async ValueTask<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Unknown)
        {
            var parts = exception.Status.Detail.Split(": ", 2);
            throw new ProviderException(parts[0], parts[^1]);
        }
    }

    private static PropertyChangeKind KindOf(Wire.PropertyDiff.Types.Kind kind) => kind switch
    {
        Wire.PropertyDiff.Types.Kind.Add or Wire.PropertyDiff.Types.Kind.AddReplace => PropertyChangeKind.Add,
        Wire.PropertyDiff.Types.Kind.Delete or Wire.PropertyDiff.Types.Kind.DeleteReplace => PropertyChangeKind.Delete,
        _ => PropertyChangeKind.Update,
    };
}
