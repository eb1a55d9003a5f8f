using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MlopsInfra.ProviderPlugin.Tests.Support;
using MlopsInfra.ProviderPlugin.Wire;

namespace MlopsInfra.ProviderPlugin.Tests;

/// <summary>The life of resources, call by call, as an engine asks for it.</summary>
public sealed class ProtocolTests
{
    private const string Group = "azure-native:resources:ResourceGroup", Account = "azure-native:storage:StorageAccount";

    [Fact]
    public async Task A_plugin_says_what_it_takes_and_what_it_is()
    {
        await using var cloud = await ServedCloud.StartAsync("github");
        var client = cloud.Connection.Client;
        var handshake = await client.HandshakeAsync(new ProviderHandshakeRequest { EngineAddress = "127.0.0.1:1",
            RootDirectory = "/", ConfigureWithUrn = true });
        Assert.True(handshake.AcceptSecrets);
        Assert.False(handshake.AcceptResources, "references to resources arrive as ids");
        Assert.Equal("6.15.0", (await client.GetPluginInfoAsync(new Empty())).Version);
        await client.AttachAsync(new PluginAttach { Address = "127.0.0.1:1" });

        var schema = JsonDocument.Parse((await client.GetSchemaAsync(new GetSchemaRequest())).Schema).RootElement;
        Assert.Equal("github", schema.GetProperty("name").GetString());
        Assert.True(schema.GetProperty("resources").TryGetProperty("github:index/repository:Repository", out _));
        var refusal =
            await Assert.ThrowsAsync<RpcException>(async () => await client.GetSchemaAsync(new GetSchemaRequest { Version = 7 }));
        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
    }

    [Fact]
    public async Task Nothing_is_answered_before_the_provider_is_configured()
    {
        await using var cloud = await ServedCloud.StartAsync();
        var early = await Assert.ThrowsAsync<RpcException>(async () => await cloud.Connection.CreateGroupAsync("early"));
        Assert.Equal(StatusCode.FailedPrecondition, early.StatusCode);
        Assert.Contains("Configure", early.Status.Detail, StringComparison.Ordinal);
        var old = await Assert.ThrowsAsync<RpcException>(async () =>
            await cloud.Connection.Client.ConfigureAsync(new ConfigureRequest { AcceptSecrets = true }));
        Assert.Equal(StatusCode.FailedPrecondition, old.StatusCode);
        Assert.Contains("Update the pulumi CLI", old.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resource_is_created_compared_changed_read_and_deleted()
    {
        await using var cloud = await ServedCloud.StartAsync();
        var connection = await cloud.Connection.ConfiguredAsync(Values.Of(("version", Values.Text("3.28.0"))));
        var client = connection.Client;
        var (id, inputs, outputs) = await connection.CreateGroupAsync("rg-life");
        Assert.Equal("/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-life", id);
        Assert.Equal("rg-life", outputs.Fields["name"].StringValue);

        var urn = Values.Urn(Group, "rg-life");
        var tagged = inputs.Clone();
        tagged.Fields["tags"] = Value.ForStruct(Values.Of(("owner", Values.Text("ml"))));
        var diff = await client.DiffAsync(new DiffRequest { Id = id, Urn = urn, Type = Group, Olds = outputs, OldInputs = inputs,
            News = tagged });
        Assert.Equal(DiffResponse.Types.DiffChanges.DiffSome, diff.Changes);
        Assert.Equal(PropertyDiff.Types.Kind.Add, diff.DetailedDiff["tags"].Kind);
        Assert.True(diff.HasDetailedDiff && diff.DetailedDiff["tags"].InputDiff);
        Assert.Empty(diff.Replaces);

        var updated = await client.UpdateAsync(new UpdateRequest { Id = id, Urn = urn, Type = Group, Olds = outputs,
            OldInputs = inputs, News = tagged });
        Assert.Equal("ml", updated.Properties.Fields["tags"].StructValue.Fields["owner"].StringValue);
        var read = await client.ReadAsync(new ReadRequest { Id = id, Urn = urn, Type = Group, Properties = updated.Properties,
            Inputs = tagged });
        Assert.Equal(id, read.Id);
        Assert.Equal(updated.Properties, read.Properties);
        Assert.Equal(tagged, read.Inputs);

        await client.DeleteAsync(new DeleteRequest { Id = id, Urn = urn, Type = Group, Properties = updated.Properties,
            OldInputs = tagged });
        Assert.Equal("", (await client.ReadAsync(new ReadRequest { Id = id, Urn = urn, Type = Group })).Id);
    }

    [Fact]
    public async Task What_can_not_be_changed_in_place_is_a_replacement_and_says_which_property()
    {
        await using var cloud = await ServedCloud.StartAsync();
        var connection = await cloud.Connection.ConfiguredAsync();
        var (id, inputs, outputs) = await connection.CreateGroupAsync("rg-moved");
        var moved = inputs.Clone();
        moved.Fields["location"] = Values.Text("northeurope");
        var diff = await connection.Client.DiffAsync(new DiffRequest
        {
            Id = id, Urn = Values.Urn(Group, "rg-moved"), Type = Group, Olds = outputs, OldInputs = inputs, News = moved,
        });
        Assert.Equal(["location"], diff.Replaces);
        Assert.Equal(PropertyDiff.Types.Kind.UpdateReplace, diff.DetailedDiff["location"].Kind);
        Assert.True(diff.DeleteBeforeReplace, "two groups can't have one name");
    }

    [Fact]
    public async Task A_preview_changes_nothing_and_answers_what_is_known()
    {
        await using var cloud = await ServedCloud.StartAsync();
        var connection = await cloud.Connection.ConfiguredAsync();
        var news = Values.Of(("resourceGroupName", Values.Text("rg-not-there")), ("accountName", Values.Text(Values.Unknown)),
            ("kind", Values.Text("StorageV2")));
        var urn = Values.Urn(Account, "data");
        var check =
            await connection.Client.CheckAsync(new CheckRequest { Urn = urn, Type = Account, Name = "data", News = news });
        // The region is the group's, and the group is not there yet. The SKU is missing, and that is said.
        Assert.Equal(Values.Unknown, check.Inputs.Fields["location"].StringValue);
        Assert.Equal("sku", Assert.Single(check.Failures).Property);

        check.Inputs.Fields["sku"] = Value.ForStruct(Values.Of(("name", Values.Text("Standard_LRS"))));
        var preview = await connection.Client.CreateAsync(new CreateRequest { Urn = urn, Type = Account, Name = "data",
            Properties = check.Inputs, Preview = true });
        Assert.Equal("", preview.Id);
        Assert.Equal("StorageV2", preview.Properties.Fields["kind"].StringValue);
        Assert.False(preview.Properties.Fields.ContainsKey("primaryEndpoints"), "what only Azure knows is unknown");
        Assert.Equal(0, cloud.Cloud.Statistics.Resources);
    }

    [Fact]
    public async Task What_a_check_left_unknown_in_an_update_is_left_to_the_cloud()
    {
        await using var cloud = await ServedCloud.StartAsync();
        var connection = await cloud.Connection.ConfiguredAsync();
        var refusal = await Assert.ThrowsAsync<RpcException>(() => connection.CreateAsync(Account, "data", Values.Of(
            ("resourceGroupName", Values.Text("rg-not-there")), ("accountName", Values.Text("mlopsdata")),
            ("kind", Values.Text("StorageV2")),
            ("sku", Value.ForStruct(Values.Of(("name", Values.Text("Standard_LRS"))))))));
        Assert.StartsWith("ResourceGroupNotFound: ", refusal.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_stay_secret_and_what_the_cloud_hands_out_as_one_is_marked()
    {
        await using var cloud = await ServedCloud.StartAsync("github");
        var connection = await cloud.Connection.ConfiguredAsync(Values.Of(("owner", Values.Text("octo")),
            ("token", Values.SecretOf("t0ken"))));
        var repository = await connection.CreateAsync("github:index/repository:Repository", "models",
            Values.Of(("name", Values.Text("models"))));
        var secret = await connection.CreateAsync("github:index/actionsSecret:ActionsSecret", "key", Values.Of(
            ("repository", repository.Outputs.Fields["name"]), ("secretName", Values.Text("KEY")),
            ("plaintextValue", Values.SecretOf("s3cret"))));
        Assert.True(Values.IsSecret(secret.Inputs.Fields["plaintextValue"]));
        Assert.True(Values.IsSecret(secret.Outputs.Fields["plaintextValue"]));
    }

    [Fact]
    public async Task A_refusal_is_the_cloud_s_own()
    {
        await using var cloud = await ServedCloud.StartAsync();
        var connection = await cloud.Connection.ConfiguredAsync();
        await connection.CreateGroupAsync("rg-once");
        var refusal = await Assert.ThrowsAsync<RpcException>(() => connection.CreateGroupAsync("rg-once"));
        Assert.Equal(StatusCode.Unknown, refusal.StatusCode);
        Assert.StartsWith("ResourceAlreadyExists: ", refusal.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_is_called()
    {
        await using var cloud = await ServedCloud.StartAsync();
        var connection = await cloud.Connection.ConfiguredAsync();
        var config =
            await connection.Client.InvokeAsync(new InvokeRequest { Tok = "azure-native:authorization:getClientConfig" });
        Assert.Equal("11111111-1111-1111-1111-111111111111", config.Return.Fields["tenantId"].StringValue);
        var missing = await connection.Client.InvokeAsync(new InvokeRequest { Tok = "azure-native:storage:listStorageAccountKeys",
            Args = new Struct() });
        Assert.Contains("accountName", missing.Failures.Select(failure => failure.Property));
    }

    [Fact]
    public async Task A_provider_s_own_settings_never_replace_what_it_made()
    {
        await using var cloud = await ServedCloud.StartAsync();
        var before = Values.Of(("location", Values.Text("westeurope")));
        var check = await cloud.Connection.Client.CheckConfigAsync(new CheckRequest { Urn =
            Values.Urn("pulumi:providers:azure-native", "default"), News = before });
        Assert.Equal(before, check.Inputs);
        var diff = await cloud.Connection.Client.DiffConfigAsync(new DiffRequest { OldInputs = before, Olds = before,
            News = Values.Of(("location", Values.Text("northeurope"))) });
        Assert.Equal(["location"], diff.Diffs);
        Assert.Empty(diff.Replaces);
        Assert.Equal(DiffResponse.Types.DiffChanges.DiffNone,
            (await cloud.Connection.Client.DiffConfigAsync(new DiffRequest { OldInputs = before, News = before })).Changes);
    }
}
