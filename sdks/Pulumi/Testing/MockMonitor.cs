using System.Collections.Concurrent;
using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi.Testing;

/// <summary>Passes what a program registers and calls on to the mocks of a test.</summary>
internal sealed class MockMonitor(IMocks mocks, DeploymentSettings settings) : IMonitor
{
    private const string GetResourceToken = "pulumi:pulumi:getResource";

    private readonly ConcurrentDictionary<string, (string Id, Struct State)> _states = new();
    private readonly List<Resource> _resources = [];

    public bool IsMock => true;

    /// <summary>In the order in which registrations came in (T9).</summary>
    public ImmutableArray<Resource> Resources
    {
        get
        {
            lock (_resources)
                return [.. _resources];
        }
    }

    public ValueTask<bool> SupportsAsync(string feature) => new(feature != "outputValues");

    public async Task<RegisterResourceResponse> RegisterAsync(RegisterResourceRequest request, Resource resource)
    {
        Add(resource);
        var urn = UrnFor(request);
        if (resource is Stack)
            return Remember(new RegisterResourceResponse { Urn = urn, Object = new Struct() });
        var (id, state) = await mocks.NewResourceAsync(new MockResourceArgs
        {
            Type = request.Type,
            Name = request.Name,
            Inputs = MockValues.Read(request.Object),
            Provider = request.Provider,
            Id = request.ImportId,
        });
        return Remember(new RegisterResourceResponse
        {
            Urn = urn,
            Id = id ?? request.ImportId,
            Object = await MockValues.WriteAsync(state),
        });
    }

    public async Task<ReadResourceResponse> ReadAsync(ReadResourceRequest request, Resource resource)
    {
        Add(resource);
        var (_, state) = await mocks.NewResourceAsync(new MockResourceArgs
        {
            Type = request.Type,
            Name = request.Name,
            Inputs = MockValues.Read(request.Properties),
            Provider = request.Provider,
            Id = request.Id,
        });
        var urn = UrnFor(request.Parent, request.Type, request.Name);
        var properties = await MockValues.WriteAsync(state);
        _states[urn] = (request.Id, properties);
        return new ReadResourceResponse { Urn = urn, Properties = properties };
    }

    public async Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request) => new()
    {
        Return = request.Tok == GetResourceToken
            ? StateOf(request.Args.Fields["urn"].StringValue)
            : await CallAsync(request.Tok, request.Args, request.Provider),
    };

    public async Task<CallResponse> CallAsync(ResourceCallRequest request) =>
        new() { Return = await CallAsync(request.Tok, request.Args, request.Provider) };

    public Task RegisterOutputsAsync(RegisterResourceOutputsRequest request) => mocks.RegisterResourceOutputs(
        new MockRegisterResourceOutputsRequest(request.Urn, MockValues.ReadOutputs(request.Outputs)));

    public Task<string> RegisterPackageAsync(Pulumi.RegisterPackageRequest request) => Task.FromResult(request.Name);

    private async Task<Struct> CallAsync(string token, Struct args, string provider) => await MockValues.WriteAsync(
        await mocks.CallAsync(new MockCallArgs { Token = token, Args = MockValues.Read(args), Provider = provider }));

    private RegisterResourceResponse Remember(RegisterResourceResponse response)
    {
        _states[response.Urn] = (response.Id, response.Object);
        return response;
    }

    /// <summary>What the function that looks a resource up by URN answers (P12).</summary>
    private Struct StateOf(string urn) => !_states.TryGetValue(urn, out var found)
        ? throw new InvalidOperationException($"Unknown resource {urn}")
        : new Struct
        {
            Fields =
            {
                ["urn"] = Value.ForString(urn),
                ["id"] = Value.ForString(found.Id),
                ["state"] = Value.ForStruct(found.State),
            },
        };

    private void Add(Resource resource)
    {
        lock (_resources)
            _resources.Add(resource);
    }

    private string UrnFor(RegisterResourceRequest request) => UrnFor(request.Parent, request.Type, request.Name);

    /// <summary>Only the first type of the parent's chain is kept, and the stack's shows (U1 to U3).</summary>
    private string UrnFor(string parent, string type, string name)
    {
        var above = parent.Length == 0 ? "" : ResourceUrn.Parse(parent).QualifiedType.Split('$')[0] + "$";
        return new ResourceUrn(settings.Stack, settings.Project, above + type, name).ToString();
    }
}
