using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Tests;

/// <summary>A cloud in memory, with short ways to write into it as a client would.</summary>
internal sealed class TestCloud : IDisposable
{
    public const string Subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";
    public const string Group = $"{Subscription}/resourceGroups/rg";
    public const string Tenant = "11111111-1111-1111-1111-111111111111";

    public TestCloud(LocalCloudOptions? options = null, string? directory = null) =>
        Cloud = EmbeddedCloud.Open(directory, options);

    public EmbeddedCloud Cloud { get; }

    /// <summary>A cloud with a resource group <c>rg</c> in westeurope.</summary>
    public static TestCloud WithGroup(LocalCloudOptions? options = null)
    {
        var azure = new TestCloud(options);
        azure.Put(Group, """{"location":"westeurope"}""");
        return azure;
    }

    /// <summary>The id of something in the group, as in <c>In("Microsoft.Storage/storageAccounts", "data")</c>.</summary>
    public static string In(string type, string name) => $"{Group}/providers/{type}/{name}";

    public JsonObject Put(string id, string body, ArmRequestOptions? options = null) => PutResult(id, body, options).Resource;

    public PutResult PutResult(string id, string body, ArmRequestOptions? options = null) =>
        PutAsync(id, body, options).AsTask().GetAwaiter().GetResult();

    public ValueTask<PutResult> PutAsync(string id, string body, ArmRequestOptions? options = null) => Cloud.Resources.PutAsync(
        ResourceId.Parse(id), JsonNode.Parse(body)!.AsObject(), options ?? new ArmRequestOptions(),
        TestContext.Current.CancellationToken);

    public JsonObject? Get(string id) => Cloud.Resources.Find(ResourceId.Parse(id));

    public bool Delete(string id, ArmRequestOptions? options = null) =>
        Cloud.Resources
            .DeleteAsync(ResourceId.Parse(id), options ?? new ArmRequestOptions(), TestContext.Current.CancellationToken).AsTask()
            .GetAwaiter().GetResult();

    public JsonNode? Post(string id, string action, string? body = null) => Cloud.Resources.PostAsync(
        ResourceId.Parse(id), action, body is null ? null : JsonNode.Parse(body), new ArmRequestOptions(),
        TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>The refusal of a PUT that has to be refused.</summary>
    public ArmException PutRefused(string id, string body, ArmRequestOptions? options = null) =>
        Assert.Throws<ArmException>(() => Put(id, body, options));

    /// <summary>The refusal of a DELETE that has to be refused.</summary>
    public ArmException DeleteRefused(string id) => Assert.Throws<ArmException>(() => Delete(id));

    public void Dispose() => Cloud.Dispose();
}
