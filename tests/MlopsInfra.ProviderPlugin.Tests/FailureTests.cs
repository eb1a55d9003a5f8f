using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MlopsInfra.ProviderPlugin.Serving;
using MlopsInfra.ProviderPlugin.Tests.Support;
using MlopsInfra.ProviderPlugin.Wire;
using Status = MlopsInfra.ProviderPlugin.Wire.Status;

namespace MlopsInfra.ProviderPlugin.Tests;

/// <summary>What an engine is told when a provider does not do what it should.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task A_creation_that_ends_half_way_hands_over_what_exists()
    {
        await using var stubborn = await ServedStubbornly.StartAsync();
        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await stubborn.Connection.Client.CreateAsync(new CreateRequest { Urn = Values.Urn("stubborn:index:Cluster", "c"),
                Properties = new Struct() }));
        Assert.Equal("ProvisioningFailed: The cluster has no nodes.", failure.Status.Detail);
        var status = Status.Parser.ParseFrom(failure.Trailers.GetValueBytes("grpc-status-details-bin"));
        Assert.Equal((int)StatusCode.Unknown, status.Code);
        var detail = Assert.Single(status.Details);
        Assert.Equal("type.googleapis.com/pulumirpc.ErrorResourceInitFailed", detail.TypeUrl);
        var half = detail.Unpack<ErrorResourceInitFailed>();
        Assert.Equal("half", half.Id);
        Assert.Equal("Failed", half.Properties.Fields["state"].StringValue);
        Assert.Equal(["ProvisioningFailed: The cluster has no nodes."], half.Reasons);
    }

    [Fact]
    public async Task Cancel_ends_what_is_under_way_and_refuses_what_comes_after()
    {
        await using var stubborn = await ServedStubbornly.StartAsync();
        var client = stubborn.Connection.Client;
        var update =
            client.UpdateAsync(new UpdateRequest { Id = "x", Urn = Values.Urn("stubborn:index:Cluster", "c") }).ResponseAsync;
        await stubborn.Provider.UpdateBegan.Task;
        await client.CancelAsync(new Empty());
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => update)).StatusCode);
        var later = await Assert.ThrowsAsync<RpcException>(async () =>
            await client.DeleteAsync(new DeleteRequest { Id = "x", Urn = Values.Urn("stubborn:index:Cluster", "c") }));
        Assert.Equal(StatusCode.Cancelled, later.StatusCode);
    }

    [Fact]
    public async Task A_defect_and_a_value_that_is_none_are_told_apart()
    {
        await using var stubborn = await ServedStubbornly.StartAsync();
        var client = stubborn.Connection.Client;
        var defect = await Assert.ThrowsAsync<RpcException>(async () =>
            await client.CheckAsync(new CheckRequest { Urn = Values.Urn("stubborn:index:Cluster", "c") }));
        Assert.Equal(StatusCode.Internal, defect.StatusCode);
        Assert.Contains("a mistake in the code", defect.Status.Detail, StringComparison.Ordinal);
        var nonsense = Values.Of(("x", Value.ForStruct(Values.Of((Values.SignatureKey, Values.Text("no such signature"))))));
        var invalid = await Assert.ThrowsAsync<RpcException>(async () => await client.CreateAsync(new CreateRequest { Urn =
            Values.Urn("stubborn:index:Cluster", "c"), Properties = nonsense }));
        Assert.Equal(StatusCode.InvalidArgument, invalid.StatusCode);
        Assert.Contains("no such signature", invalid.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_arguments_of_a_function_are_failures_not_errors()
    {
        await using var stubborn = await ServedStubbornly.StartAsync();
        var answer = await stubborn.Connection.Client.InvokeAsync(new InvokeRequest { Tok = "stubborn:index:get" });
        Assert.Equal("name", Assert.Single(answer.Failures).Property);
        var unknown = await Assert.ThrowsAsync<RpcException>(async () =>
            await stubborn.Connection.Client.InvokeAsync(new InvokeRequest { Tok = "stubborn:index:get",
                Args = Values.Of(("name", Values.Text(Values.Unknown))) }));
        Assert.Equal(StatusCode.InvalidArgument, unknown.StatusCode);
    }

    private sealed class ServedStubbornly(StubbornProvider provider, ProviderServer server) : IAsyncDisposable
    {
        public StubbornProvider Provider => provider;

        public PluginConnection Connection { get; } = new(server.Port);

        public static async Task<ServedStubbornly> StartAsync()
        {
            var provider = new StubbornProvider();
            var server = await ProviderServer.StartAsync(new PluginPackage("stubborn", "1.0.0", () => "{}", () => provider),
                CancellationToken.None);
            var served = new ServedStubbornly(provider, server);
            await served.Connection.ConfiguredAsync();
            return served;
        }

        public async ValueTask DisposeAsync()
        {
            Connection.Dispose();
            await server.DisposeAsync();
        }
    }
}
