using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.ResourceManager;
using Azure.ResourceManager.Resources;
using Azure.Storage.Blobs;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Server;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Tests.Rest;

/// <summary>A local cloud with a workspace in it, served over HTTPS, and unmodified clients for it.</summary>
internal sealed class RestCloud : IAsyncDisposable
{
    public const string Subscription = "00000000-0000-0000-0000-000000000000";
    public const string Group = $"/subscriptions/{Subscription}/resourceGroups/rg";
    public const string Account = $"{Group}/providers/Microsoft.Storage/storageAccounts/stmlops";
    public const string Registry = $"{Group}/providers/Microsoft.ContainerRegistry/registries/crmlops";
    public const string Workspace = $"{Group}/providers/Microsoft.MachineLearningServices/workspaces/mlw";
    public const string Version = "2025-12-01";

    private readonly DirectoryInfo _folder;
    private readonly List<IDisposable> _clients = [];

    private RestCloud(DirectoryInfo folder, EmbeddedCloud cloud, LocalCloudServer server)
    {
        _folder = folder;
        Cloud = cloud;
        Server = server;
        Arm = new ArmClient(new LocalTokenCredential(server.Tokens), Subscription, ArmOptions());
    }

    public EmbeddedCloud Cloud { get; }
    public LocalCloudServer Server { get; }

    public ArmClient Arm { get; }

    public static async Task<RestCloud> StartAsync(Action<LocalCloudServerOptions>? configure = null, double retrySpeed = 100,
        LocalCloudOptions? cloudOptions = null, Action<Exception>? failed = null, AzureTypes? types = null,
        WorkloadExecutor executor = WorkloadExecutor.Simulate, Uri? docker = null, string? python = null,
        string? keysFolder = null)
    {
        var folder = TestFolders.Create("mlops-rest-");
        var cloud = EmbeddedCloud.Open(null, cloudOptions ?? new LocalCloudOptions(), types ?? AzureServices.Types);
        var options = new LocalCloudServerOptions
        {
            DataFolder = folder.FullName,
            KeysFolder = keysFolder,
            RetrySpeed = retrySpeed,
            Failed = failed,
            Executor = executor,
            DockerAddress = docker,
            Python = python,
        };
        configure?.Invoke(options);
        var server = await LocalCloudServer.StartAsync(cloud, options);
        return new RestCloud(folder, cloud, server);
    }

    /// <summary>A cloud with a workspace, its storage account and a cluster.</summary>
    public static async Task<RestCloud> StartWithWorkspaceAsync(Action<LocalCloudServerOptions>? configure = null,
        double retrySpeed = 100, Action<Exception>? failed = null, WorkloadExecutor executor = WorkloadExecutor.Simulate,
        string? python = null, LocalCloudOptions? cloudOptions = null)
    {
        var rest = await StartAsync(configure, retrySpeed, cloudOptions, failed, executor: executor, python: python);
        await rest.SeedAsync(Group, """{"location":"westeurope"}""");
        await rest.SeedAsync(Account,
            """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{"allowSharedKeyAccess":false}}""");
        await rest.SeedAsync($"{Account}/blobServices/default/containers/training", """{"properties":{}}""");
        await rest.SeedAsync(
            $"{Group}/providers/Microsoft.KeyVault/vaults/kv-mlops",
            """{"location":"westeurope","properties":{"tenantId":"11111111-1111-1111-1111-111111111111","sku":{"family":"A","name":"standard"},"enableRbacAuthorization":true}}""");
        await rest.SeedAsync($"{Group}/providers/Microsoft.OperationalInsights/workspaces/log-mlops",
            """{"location":"westeurope","properties":{}}""");
        await rest.SeedAsync(
            $"{Group}/providers/Microsoft.Insights/components/appi-mlops",
            $$"""{"location":"westeurope","kind":"web","properties":{"Application_Type":"web","WorkspaceResourceId":"{{Group}}/providers/Microsoft.OperationalInsights/workspaces/log-mlops"} }""");
        await rest.SeedAsync(
            Workspace,
            $$"""{"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"storageAccount":"{{Account}}","keyVault":"{{Group}}/providers/Microsoft.KeyVault/vaults/kv-mlops","applicationInsights":"{{Group}}/providers/Microsoft.Insights/components/appi-mlops"} }""");
        await rest.SeedAsync(
            $"{Workspace}/computes/cpu-cluster",
            """{"location":"westeurope","properties":{"computeType":"AmlCompute","properties":{"vmSize":"Standard_DS2_v2","scaleSettings":{"minNodeCount":0,"maxNodeCount":2}}}}""");
        return rest;
    }

    /// <summary>Puts something into the store, as the engine's side does.</summary>
    public async Task SeedAsync(string id, string body) =>
        await Cloud.Resources.PutAsync(ResourceId.Parse(id), JsonNode.Parse(body)!.AsObject(), new ArmRequestOptions(),
            CancellationToken.None);

    /// <summary>Puts a user-assigned identity into the store.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its object id.</returns>
    public async Task<string> IdentityAsync(string name)
    {
        var id = $"{Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}";
        await SeedAsync(id, """{"location":"westeurope"}""");
        return PrincipalOf(id);
    }

    /// <summary>The object id of an identity, or of a resource's own.</summary>
    public string PrincipalOf(string id)
    {
        var found = Cloud.Resources.Find(ResourceId.Parse(id))!;
        return (string)(found["properties"]!["principalId"] ?? found["identity"]!["principalId"])!;
    }

    /// <summary>Gives a principal a built-in role.</summary>
    public Task GrantAsync(string scope, string principal, string role) => SeedAsync(
        $"{scope}/providers/Microsoft.Authorization/roleAssignments/{Guid.NewGuid()}", Scenes.RoleAssignment(principal, role));

    public ArmClientOptions ArmOptions()
    {
        var options = new ArmClientOptions { Transport = Transport() };
        options.Retry.Delay = TimeSpan.FromMilliseconds(5);
        foreach (var type in Cloud.Catalog.Types)
            options.SetApiVersion(type,
                Cloud.Catalog.ApiVersions(type).Contains(Version) ? Version : Cloud.Catalog.ApiVersions(type)[0]);
        return options;
    }

    public HttpClientTransport Transport()
    {
        var transport = new HttpClientTransport(Server.CreateHandler());
        _clients.Add(transport);
        return transport;
    }

    public BlobServiceClient Blobs(string? objectId = null)
    {
        var options = BlobOptions();
        return new BlobServiceClient(new Uri("https://stmlops.blob.core.windows.net"),
            new LocalTokenCredential(Server.Tokens, objectId), options);
    }

    public BlobClientOptions BlobOptions()
    {
        var options = new BlobClientOptions { Transport = Transport() };
        options.Retry.Delay = TimeSpan.FromMilliseconds(5);
        return options;
    }

    /// <summary>A PUT through ArmClient, waited for.</summary>
    public async Task<JsonObject> PutAsync(string id, object properties, string? location = null)
    {
        var data = new GenericResourceData(location is null ? default : new AzureLocation(location)) { Properties =
            BinaryData.FromObjectAsJson(properties) };
        var operation =
            await Arm.GetGenericResources().CreateOrUpdateAsync(WaitUntil.Completed, new ResourceIdentifier(id), data);
        return JsonNode.Parse(operation.Value.Data.Properties)!.AsObject();
    }

    public GenericResource Get(string id) => Arm.GetGenericResource(new ResourceIdentifier(id));

    public async Task<JsonObject> PropertiesAsync(string id) =>
        JsonNode.Parse((await Get(id).GetAsync()).Value.Data.Properties)!.AsObject();

    /// <summary>A plain client, for what the SDK would not send.</summary>
    public HttpClient Http(string? audience = Audiences.ResourceManager, string? objectId = null)
    {
        var client = new HttpClient(Server.CreateHandler()) { BaseAddress = new Uri("https://management.azure.com") };
        if (audience is not null)
            client.DefaultRequestHeaders.Authorization =
                new AuthenticationHeaderValue("Bearer", Server.Tokens.Issue(audience, objectId).Value);
        _clients.Add(client);
        return client;
    }

    public async Task<(int Status, JsonNode? Body, HttpResponseMessage Response)> SendAsync(
        HttpMethod method, string pathAndQuery, object? body = null, HttpClient? client = null,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, pathAndQuery);
        if (body is not null)
            request.Content =
                new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var response = await (client ?? Http()).SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : null, response);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        await Server.DisposeAsync();
        Cloud.Dispose();
        _folder.Delete(recursive: true);
        Assert.DoesNotContain(Server.Requests.Records, record => record.Error is not null);
    }
}
