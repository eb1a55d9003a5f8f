using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;
using MlopsInfra.ProviderPlugin.Wire;

namespace MlopsInfra.ProviderPlugin.Tests.Support;

/// <summary>An engine's connection to a plugin, with the calls in the order in which an engine makes them.</summary>
internal sealed class PluginConnection(int port) : IDisposable
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
    private ResourceProvider.ResourceProviderClient? _client;

    /// <summary>The raw calls.</summary>
    public ResourceProvider.ResourceProviderClient Client => _client ??= new ResourceProvider.ResourceProviderClient(_channel);

    /// <summary>Shakes hands and configures, as an engine does before anything else.</summary>
    public async Task<PluginConnection> ConfiguredAsync(Struct? args = null)
    {
        await Client.HandshakeAsync(new ProviderHandshakeRequest { EngineAddress = "127.0.0.1:1", ConfigureWithUrn = true });
        await Client.ConfigureAsync(new ConfigureRequest
        {
            Args = args ?? new Struct(), AcceptSecrets = true, AcceptResources = true, SendsOldInputs = true,
            SendsOldInputsToDelete = true,
        });
        return this;
    }

    /// <summary>Checks and creates a resource.</summary>
    /// <returns>Its id, its checked inputs and its outputs.</returns>
    public async Task<(string Id, Struct Inputs, Struct Outputs)> CreateAsync(string type, string name, Struct inputs)
    {
        var urn = Values.Urn(type, name);
        var check =
            await Client.CheckAsync(new CheckRequest { Urn = urn, Type = type, Name = name, News = inputs, Olds = new Struct() });
        Assert.Empty(check.Failures);
        var created =
            await Client.CreateAsync(new CreateRequest { Urn = urn, Type = type, Name = name, Properties = check.Inputs });
        return (created.Id, check.Inputs, created.Properties);
    }

    /// <summary>Creates a resource group.</summary>
    public Task<(string Id, Struct Inputs, Struct Outputs)> CreateGroupAsync(string name) => CreateAsync(
        "azure-native:resources:ResourceGroup", name,
        Values.Of(("resourceGroupName", Values.Text(name)), ("location", Values.Text("westeurope"))));

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();
}
