using CsCheck;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Engine;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Tests.Catalog;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalCloud.Tests.Providers.Provider;

namespace MlopsInfra.LocalCloud.Tests.Providers;

/// <summary>A refresh changes only what somebody changed in the cloud.</summary>
public class RefreshTests
{
    private const string Group = "azure-native:resources:ResourceGroup";
    private const string Network = "azure-native:network:VirtualNetwork";
    private const string Connection = "azure-native:machinelearningservices:WorkspaceConnection";


    [Fact]
    public void Nothing_changes_by_up_refresh_preview_for_any_type_whatever_inputs_it_has()
    {
        using var azure = TestCloud.WithGroup(new LocalCloudOptions { SerializedWrite = TimeSpan.Zero });
        var package = azure.Cloud.Context.Catalog.Package;
        var provider = new Provider(azure.Cloud);
        foreach (var token in package.ResourceTokens.Order(StringComparer.Ordinal))
        {
            var schema = package.FindResource(token)!;
            if (schema.ArmType == token) continue; // no type of Resource Manager
            SchemaValues.Of(schema.Body, isComplete: true).Sample(
                body =>
                {
                    var program = new PropertyMap(body.Concat(PathOf(schema)));
                    var inputs = provider.Check(token, "x", program).Inputs;
                    var up = Written(azure, schema, inputs);
                    var refreshed = Read(provider, token, up.Id, inputs, up.Outputs)!;
                    Assert.Equal(inputs, refreshed.Inputs);
                    Assert.Empty(provider.Diff(token, "x", (refreshed, refreshed.Inputs!), program).Changes
                        .Select(change => $"{token}: {change.Path}"));
                },
                iter: 5, threads: 1);
        }
    }

    [Fact]
    public void What_was_changed_in_the_cloud_is_seen_property_by_property()
    {
        using var azure = new TestCloud();
        var provider = new Provider(azure.Cloud);
        var program =
            Map(("resourceGroupName", "rg"), ("location", "West Europe"), ("tags", Map(("owner", "ml"), ("stays", "x"))));
        var group = provider.Create(Group, "group", program);
        azure.Put(TestCloud.Group, """{"location":"westeurope","tags":{"owner":"it","new":"y","stays":"x"}}""");
        var read = Read(provider, Group, group.State.Id, group.Inputs, group.State.Outputs)!;
        // The region keeps the program's spelling: it did not change.
        Assert.Equal(group.Inputs.With("tags", Map(("owner", "it"), ("new", "y"), ("stays", "x"))), read.Inputs);
        Assert.Equal(["tags.new", "tags.owner"],
            provider.Diff(Group, "group", (read, read.Inputs!), program).Changes.Select(change => change.Path).Order());
    }

    [Fact]
    public void What_the_cloud_never_gives_back_stays_as_it_was()
    {
        using var azure = TestCloud.WithGroup();
        Scenes.Workspace(azure, "mlw");
        var provider = new Provider(azure.Cloud);
        var connection = provider.Create(Connection, "feed", Map(
            ("resourceGroupName", "rg"), ("workspaceName", "mlw"), ("connectionName", "feed"),
            ("properties",
                Map(("category", "PythonFeed"), ("target", "https://feed.example.com"), ("authType", "PAT"),
                    ("credentials", Map(("pat", new PropertyValue.Secret("hunter2"))))))));
        Assert.False(((PropertyValue.Obj)connection.State.Outputs["properties"]).Members.ContainsKey("credentials"));
        Assert.Equal(connection.Inputs,
            Read(provider, Connection, connection.State.Id, connection.Inputs, connection.State.Outputs)!.Inputs);
    }

    [Fact]
    public void Children_made_elsewhere_are_not_taken_in()
    {
        using var azure = TestCloud.WithGroup();
        var provider = new Provider(azure.Cloud);
        var program = Map(("resourceGroupName", "rg"), ("virtualNetworkName", "vnet"),
            ("addressSpace", Map(("addressPrefixes", List("10.0.0.0/16")))));
        var network = provider.Create(Network, "net", program);
        var id = network.State.Id;
        azure.Put(id,
            """{"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},"subnets":[{"name":"mine","properties":{"addressPrefix":"10.0.1.0/24"}}]}}""");
        var read = Read(provider, Network, id, network.Inputs, network.State.Outputs)!;
        Assert.Equal(network.Inputs, read.Inputs);
        // An update that says nothing about them leaves them where they are.
        provider.Update(Network, "net", (read, read.Inputs!), program.With("tags", Map(("owner", "ml"))));
        Assert.NotNull(azure.Get($"{id}/subnets/mine"));
        Assert.Equal("ml", azure.Get(id)!["tags"]!["owner"]!.GetValue<string>());
    }

    [Fact]
    public void An_import_takes_the_parts_of_the_id_and_what_an_input_can_hold()
    {
        using var azure = TestCloud.WithGroup();
        var read = new Provider(azure.Cloud).Read(Group, TestCloud.Group)!;
        Assert.Equal(Map(("resourceGroupName", "rg"), ("location", "westeurope")), read.Inputs);
    }

    private static ResourceState? Read(Provider provider, string type, string id, PropertyMap inputs, PropertyMap outputs) =>
        provider.Inner
            .ReadAsync(new ReadRequest(Urn(type, "x"), type, id, inputs, outputs), TestContext.Current.CancellationToken).AsTask()
            .GetAwaiter().GetResult();

    /// <summary>Puts generated inputs into the cloud as they are: its rules would refuse most of them.</summary>
    private static ResourceState Written(TestCloud azure, ResourceSchema schema, PropertyMap inputs)
    {
        var id = schema.Id!.Format(name => name == "subscriptionId"
            ? TestCloud.Subscription["/subscriptions/".Length..] : Text(inputs[name]))!;
        var body = ArmWriter.Write(inputs, schema);
        azure.Put(id, body.Json.ToJsonString(), new ArmRequestOptions(AsService: true));
        return new ResourceState(id, null,
            ResourceWrites.Outputs(azure.Cloud.Context, schema, azure.Cloud.Context.Store.Find(id)!));
    }

    private static IEnumerable<KeyValuePair<string, PropertyValue>> PathOf(ResourceSchema schema) =>
        schema.PathInputs.Values.Select(property =>
        KeyValuePair.Create(property.Name, property.Name is "scope" or "resourceUri" ? TestCloud.Group : property.Type switch
        {
            TypeSchema.Primitive { Kind: PrimitiveKind.Boolean } => PropertyValue.True,
            TypeSchema.Primitive { Kind: PrimitiveKind.String } => "a1b2",
            _ => (PropertyValue)"a1b2",
        }));
}
