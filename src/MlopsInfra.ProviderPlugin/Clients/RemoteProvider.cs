using System.Collections.Immutable;
using Google.Protobuf;
using Grpc.Core;
using MlopsInfra.LocalEngine.Protocol;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.ProviderPlugin.Clients;

/// <summary>A provider that a plugin or a plugin host serves, for the local engine.</summary>
/// <param name="package">The package.</param>
/// <param name="client">The connection to it.</param>
internal sealed class RemoteProvider(string package, Wire.ResourceProvider.ResourceProviderClient client) : IProvider
{
    public string Package => package;

    public async ValueTask ConfigureAsync(PropertyMap configuration, CancellationToken cancellationToken) =>
        await AskAsync(async () => await client.ConfigureAsync(
        new Wire.ConfigureRequest
        {
            Args = WireWriter.WriteMap(configuration), AcceptSecrets = true, AcceptResources = true, SendsOldInputs = true,
            SendsOldInputsToDelete = true,
        },
        cancellationToken: cancellationToken));

    public ValueTask<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        var answer = await client.CheckAsync(
            new Wire.CheckRequest
            {
                Urn = request.Urn, Type = request.Type, Name = request.Name,
                Olds = WireWriter.WriteMap(request.OldInputs ?? PropertyMap.Empty), News = WireWriter.WriteMap(request.NewInputs),
                RandomSeed = ByteString.CopyFrom(request.RandomSeed.AsSpan()),
            },
            CreationHeaders.Of(request), cancellationToken: cancellationToken);
        return new CheckResult(WireReader.ReadMap(answer.Inputs), [.. answer.Failures.Select(RemoteFailures.Of)]);
    });

    public ValueTask<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        var answer = await client.DiffAsync(
            new Wire.DiffRequest
            {
                Id = request.Id, Urn = request.Urn, Type = request.Type,
                Olds = WireWriter.WriteMap(request.OldOutputs), OldInputs = WireWriter.WriteMap(request.OldInputs),
                News = WireWriter.WriteMap(request.NewInputs),
            },
            cancellationToken: cancellationToken);
        ImmutableArray<PropertyChange> changes = [.. answer.DetailedDiff.Select(change => new PropertyChange(change.Key,
            KindOf(change.Value.Kind), answer.Replaces.Contains(change.Key)))];
        return new DiffResult(changes, answer.DeleteBeforeReplace);
    });

    public ValueTask<PropertyMap> PreviewAsync(PreviewRequest request, CancellationToken cancellationToken) =>
        AskAsync(async () => WireReader.ReadMap(request.OldInputs is null
        ? (await client.CreateAsync(new Wire.CreateRequest { Urn = request.Urn, Type = request.Type,
            Properties = WireWriter.WriteMap(request.NewInputs), Preview = true },
            cancellationToken: cancellationToken)).Properties
        : (await client.UpdateAsync(
            new Wire.UpdateRequest
            {
                Urn = request.Urn, Type = request.Type, Olds = WireWriter.WriteMap(request.OldOutputs!),
                OldInputs = WireWriter.WriteMap(request.OldInputs), News = WireWriter.WriteMap(request.NewInputs), Preview = true,
            },
            cancellationToken: cancellationToken)).Properties));

    public ValueTask<ResourceState> CreateAsync(CreateRequest request, CancellationToken cancellationToken) =>
        AskAsync(async () =>
    {
        var answer = await client.CreateAsync(
            new Wire.CreateRequest { Urn = request.Urn, Type = request.Type, Properties = WireWriter.WriteMap(request.Inputs),
                Timeout = request.Timeout?.TotalSeconds ?? 0 },
            CreationHeaders.Of(request), cancellationToken: cancellationToken);
        return new ResourceState(answer.Id, null, WireReader.ReadMap(answer.Properties));
    });

    public ValueTask<ResourceState?> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        var answer = await client.ReadAsync(
            new Wire.ReadRequest { Id = request.Id, Urn = request.Urn, Type = request.Type,
                Inputs = WireWriter.WriteMap(request.Inputs), Properties = WireWriter.WriteMap(request.Outputs) },
            cancellationToken: cancellationToken);
        return answer.Id.Length == 0
            ? null : new ResourceState(answer.Id, WireReader.ReadMap(answer.Inputs), WireReader.ReadMap(answer.Properties));
    });

    public ValueTask<ResourceState> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) =>
        AskAsync(async () =>
    {
        var answer = await client.UpdateAsync(
            new Wire.UpdateRequest
            {
                Id = request.Id, Urn = request.Urn, Type = request.Type, Olds = WireWriter.WriteMap(request.OldOutputs),
                OldInputs = WireWriter.WriteMap(request.OldInputs), News = WireWriter.WriteMap(request.NewInputs),
            },
            cancellationToken: cancellationToken);
        return new ResourceState(request.Id, null, WireReader.ReadMap(answer.Properties));
    });

    public async ValueTask DeleteAsync(DeleteRequest request, CancellationToken cancellationToken) =>
        await AskAsync(async () => await client.DeleteAsync(
        new Wire.DeleteRequest { Id = request.Id, Urn = request.Urn, Type = request.Type,
            Properties = WireWriter.WriteMap(request.Outputs), OldInputs = WireWriter.WriteMap(request.Inputs) },
        cancellationToken: cancellationToken));

    public ValueTask<InvokeResult> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        var answer = await client.InvokeAsync(new Wire.InvokeRequest { Tok = request.Token,
            Args = WireWriter.WriteMap(request.Arguments) }, cancellationToken: cancellationToken);
        return new InvokeResult(WireReader.ReadMap(answer.Return), [.. answer.Failures.Select(RemoteFailures.Of)]);
    });

    private static async ValueTask<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (RpcException exception)
        {
            throw RemoteFailures.Of(exception);
        }
    }

    private static PropertyChangeKind KindOf(Wire.PropertyDiff.Types.Kind kind) => kind switch
    {
        Wire.PropertyDiff.Types.Kind.Add or Wire.PropertyDiff.Types.Kind.AddReplace => PropertyChangeKind.Add,
        Wire.PropertyDiff.Types.Kind.Delete or Wire.PropertyDiff.Types.Kind.DeleteReplace => PropertyChangeKind.Delete,
        _ => PropertyChangeKind.Update,
    };
}
