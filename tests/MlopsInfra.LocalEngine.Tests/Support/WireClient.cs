using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;
using MlopsInfra.LocalEngine.Programs;
using MlopsInfra.LocalEngine.Protocol;
using MlopsInfra.LocalEngine.Protocol.Wire;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Tests.Support;

/// <summary>The requests of an SDK, with what most tests need as defaults.</summary>
internal sealed class WireClient(GrpcChannel channel, ProgramContext context, CancellationToken cancellationToken)
{
    /// <summary>What the program was told.</summary>
    public ProgramContext Context => context;

    /// <summary>The plain client, for what has no method here.</summary>
    public ResourceMonitor.ResourceMonitorClient Monitor { get; } = new(channel);

    /// <summary>The stack's URN.</summary>
    public string Stack { get; private set; } = "";

    public async Task RegisterStackAsync()
    {
        var response = await Monitor.RegisterResourceAsync(
            new RegisterResourceRequest { Type = "pulumi:pulumi:Stack", Name = $"{context.Project}-{context.Stack}",
                Object = new Struct() }, cancellationToken: cancellationToken);
        Stack = response.Urn;
    }

    public async Task<Registered> CustomAsync(string name, PropertyMap? inputs = null,
        Action<RegisterResourceRequest>? options = null, string type = "test:index:Thing")
    {
        var request = new RegisterResourceRequest
        {
            Type = type, Name = name, Custom = true, Parent = Stack, AcceptSecrets = true, AcceptResources = true,
            Object = WireWriter.WriteMap(inputs ?? PropertyMap.Empty),
        };
        options?.Invoke(request);
        return Read(await Monitor.RegisterResourceAsync(request, cancellationToken: cancellationToken));
    }

    /// <summary>A custom resource whose input <c>from</c> is an output of another one.</summary>
    public Task<Registered> DependentAsync(string name, Registered on, PropertyMap? inputs = null, string input = "from",
        Action<RegisterResourceRequest>? options = null) =>
        CustomAsync(name, (inputs ?? PropertyMap.Empty).With(input, on.Id.Length == 0 ? PropertyValue.Unknown : on.Id), request =>
        {
            request.Dependencies.Add(on.Urn);
            request.PropertyDependencies.Add(input, new RegisterResourceRequest.Types.PropertyDependencies { Urns = { on.Urn } });
            options?.Invoke(request);
        });

    public async Task<Registered> ComponentAsync(string name, Action<RegisterResourceRequest>? options = null,
        string type = "test:index:Component")
    {
        var request = new RegisterResourceRequest { Type = type, Name = name, Parent = Stack, Object = new Struct() };
        options?.Invoke(request);
        return Read(await Monitor.RegisterResourceAsync(request, cancellationToken: cancellationToken));
    }

    public async Task OutputsAsync(string urn, PropertyMap outputs) =>
        await Monitor.RegisterResourceOutputsAsync(new RegisterResourceOutputsRequest { Urn = urn,
            Outputs = WireWriter.WriteMap(outputs) }, cancellationToken: cancellationToken);

    public async Task<PropertyMap> ReadAsync(string name, string id, string type = "test:index:Thing")
    {
        var response = await Monitor.ReadResourceAsync(
            new ReadResourceRequest { Type = type, Name = name, Id = id, Parent = Stack, Properties = new Struct() },
            cancellationToken: cancellationToken);
        return WireReader.ReadMap(response.Properties);
    }

    public async Task<ResourceInvokeResponse> InvokeAsync(string token, PropertyMap arguments) =>
        await Monitor.InvokeAsync(new ResourceInvokeRequest { Tok = token, Args = WireWriter.WriteMap(arguments) },
            cancellationToken: cancellationToken);

    public async Task LogAsync(LogSeverity severity, string message) =>
        await new Engine.EngineClient(channel).LogAsync(new LogRequest { Severity = severity, Message = message },
            cancellationToken: cancellationToken);

    public async Task SignalAsync() =>
        await Monitor.SignalAndWaitForShutdownAsync(new Empty(), cancellationToken: cancellationToken);

    private static Registered Read(RegisterResourceResponse response) =>
        new(response.Urn, response.Id, WireReader.ReadMap(response.Object));
}
