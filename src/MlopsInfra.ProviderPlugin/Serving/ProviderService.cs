using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MlopsInfra.LocalEngine.Protocol;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.ProviderPlugin.Serving;

/// <summary>Pulumi's provider protocol over one provider. Previews change nothing; secrets are marked both ways.</summary>
internal sealed class ProviderService(PluginPackage package) : Wire.ResourceProvider.ResourceProviderBase, IDisposable
{
    /// <summary>Inputs of a provider that are for the engine: which plugin to load, from where.</summary>
    private static readonly string[] EngineKeys = ["version", "pluginDownloadURL"];

    private readonly IProvider _provider = package.CreateProvider();
    private readonly CancellationTokenSource _stopped = new();
    private volatile bool _isConfigured;

    /// <summary>Cancels what is under way and refuses what comes after it.</summary>
    public void Stop() => _stopped.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _stopped.Dispose();

    public override Task<Wire.ProviderHandshakeResponse> Handshake(Wire.ProviderHandshakeRequest request,
        ServerCallContext context) =>
        Task.FromResult(new Wire.ProviderHandshakeResponse { AcceptSecrets = true });

    public override Task<Wire.PluginInfo> GetPluginInfo(Empty request, ServerCallContext context) =>
        Task.FromResult(new Wire.PluginInfo { Version = package.Version });

    // An engine that is already running wants to be told of nothing here: logs go through the answers.
    public override Task<Empty> Attach(Wire.PluginAttach request, ServerCallContext context) => Task.FromResult(new Empty());

    public override Task<Wire.GetSchemaResponse> GetSchema(Wire.GetSchemaRequest request, ServerCallContext context) =>
        AnswerAsync(context, _ => request switch
    {
        { Version: not 0 } => throw Invalid($"There is no version {request.Version} of the schema format; ask for 0."),
        { SubpackageName.Length: > 0 } =>
            throw Invalid($"The package {package.Name} has no subpackages; '{request.SubpackageName}' was asked for."),
        _ => ValueTask.FromResult(new Wire.GetSchemaResponse { Schema = package.ReadSchema() }),
    });

    public override Task<Wire.GetMappingResponse> GetMapping(Wire.GetMappingRequest request, ServerCallContext context) =>
        Task.FromResult(new Wire.GetMappingResponse());

    public override Task<Wire.GetMappingsResponse> GetMappings(Wire.GetMappingsRequest request, ServerCallContext context) =>
        Task.FromResult(new Wire.GetMappingsResponse());

    public override Task<Wire.CheckResponse> CheckConfig(Wire.CheckRequest request, ServerCallContext context) =>
        Task.FromResult(new Wire.CheckResponse { Inputs =
            WireWriter.WriteMap(package.MarkConfiguration(WireReader.ReadMap(request.News))) });

    public override Task<Wire.DiffResponse> DiffConfig(Wire.DiffRequest request, ServerCallContext context) =>
        AnswerAsync(context,
            _ => ValueTask.FromResult(Answers.OfConfiguration(WireReader.ReadMap(request.OldInputs ?? request.Olds),
                WireReader.ReadMap(request.News))));

    public override Task<Wire.ConfigureResponse> Configure(Wire.ConfigureRequest request, ServerCallContext context) =>
        AnswerAsync(context, async token =>
    {
        if (!request.SendsOldInputs || !request.SendsOldInputsToDelete)
            throw new RpcException(new Status(StatusCode.FailedPrecondition,
                "This plugin needs an engine that sends the old inputs of a resource. Update the pulumi CLI."));
        var configuration =
            EngineKeys.Aggregate(SecretMarks.Remove(WireReader.ReadMap(request.Args)), (map, key) => map.Without(key));
        await _provider.ConfigureAsync(configuration, token);
        _isConfigured = true;
        return new Wire.ConfigureResponse { AcceptSecrets = true, SupportsPreview = true };
    });

    public override Task<Wire.InvokeResponse> Invoke(Wire.InvokeRequest request, ServerCallContext context) =>
        ConfiguredAsync(context, async token =>
    {
        var arguments = WireReader.ReadMap(request.Args);
        if (arguments.ContainsUnknowns) throw Invalid($"An argument of {request.Tok} is unknown.");
        var result = await _provider.InvokeAsync(new InvokeRequest(request.Tok, SecretMarks.Remove(arguments)), token);
        var response = new Wire.InvokeResponse { Return = WireWriter.WriteMap(result.Return) };
        response.Failures.Add(Answers.Failures(result.Failures));
        return response;
    });

    public override Task<Wire.CheckResponse> Check(Wire.CheckRequest request, ServerCallContext context) =>
        ConfiguredAsync(context, async token =>
    {
        var result = await _provider.CheckAsync(CreationHeaders.With(Requests.Check(request), context), token);
        var response = new Wire.CheckResponse { Inputs = WireWriter.WriteMap(result.Inputs) };
        response.Failures.Add(Answers.Failures(result.Failures));
        return response;
    });

    public override Task<Wire.DiffResponse> Diff(Wire.DiffRequest request, ServerCallContext context) =>
        ConfiguredAsync(context, async token => Answers.Of(await _provider.DiffAsync(Requests.Diff(request), token)));

    public override Task<Wire.CreateResponse> Create(Wire.CreateRequest request, ServerCallContext context) =>
        ConfiguredAsync(context, async token =>
    {
        if (request.Preview)
        {
            var preview = Requests.Preview(request);
            return new Wire.CreateResponse { Properties =
                Answers.Outputs(await _provider.PreviewAsync(preview, token), preview.NewInputs) };
        }

        var create = CreationHeaders.With(Requests.Create(request), context);
        var state = await _provider.CreateAsync(create, token);
        return new Wire.CreateResponse { Id = state.Id, Properties = Answers.Outputs(state.Outputs, create.Inputs) };
    });

    public override Task<Wire.ReadResponse> Read(Wire.ReadRequest request, ServerCallContext context) =>
        ConfiguredAsync(context, async token =>
    {
        var read = Requests.Read(request);
        // An empty id says that there is no such resource.
        if (await _provider.ReadAsync(read, token) is not { } state) return new Wire.ReadResponse();
        var inputs = SecretMarks.Carry(state.Inputs ?? read.Inputs, read.Inputs, []);
        return new Wire.ReadResponse { Id = state.Id, Inputs = WireWriter.WriteMap(inputs),
            Properties = Answers.Outputs(state.Outputs, inputs) };
    });

    public override Task<Wire.UpdateResponse> Update(Wire.UpdateRequest request, ServerCallContext context) =>
        ConfiguredAsync(context, async token =>
    {
        if (request.Preview)
        {
            var preview = Requests.Preview(request);
            return new Wire.UpdateResponse { Properties =
                Answers.Outputs(await _provider.PreviewAsync(preview, token), preview.NewInputs) };
        }

        var update = Requests.Update(request);
        var state = await _provider.UpdateAsync(update, token);
        return new Wire.UpdateResponse { Properties = Answers.Outputs(state.Outputs, update.NewInputs) };
    });

    public override Task<Empty> Delete(Wire.DeleteRequest request, ServerCallContext context) =>
        ConfiguredAsync(context, async token =>
    {
        await _provider.DeleteAsync(Requests.Delete(request), token);
        return new Empty();
    });

    public override Task<Empty> Cancel(Empty request, ServerCallContext context)
    {
        Stop();
        return Task.FromResult(new Empty());
    }

    private Task<T> ConfiguredAsync<T>(ServerCallContext context, Func<CancellationToken, ValueTask<T>> work) => _isConfigured
        ? AnswerAsync(context, work)
        : throw new RpcException(new Status(StatusCode.FailedPrecondition,
            $"The provider {package.Name} is not configured yet: call Configure first."));

    private async Task<T> AnswerAsync<T>(ServerCallContext context, Func<CancellationToken, ValueTask<T>> work)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, _stopped.Token);
        try
        {
            either.Token.ThrowIfCancellationRequested();
            return await work(either.Token);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw Failures.Of(exception);
        }
    }

    private static RpcException Invalid(string message) => new(new Status(StatusCode.InvalidArgument, message));
}
