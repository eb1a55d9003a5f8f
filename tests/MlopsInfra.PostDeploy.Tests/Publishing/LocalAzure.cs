using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using MlopsInfra.Contract;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Server;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>An environment on a local cloud of its own, with a workspace, its storage and its cluster.</summary>
internal sealed class LocalAzure : IAsyncDisposable
{
    private const string Subscription = "00000000-0000-0000-0000-000000000000";
    private const string Group = $"/subscriptions/{Subscription}/resourceGroups/rg-mlops-dev";

    /// <summary>The container of the workspace's own datastore.</summary>
    public const string DatastoreContainer = "azureml-blobstore-55555555-5555-5555-5555-555555555555";

    private readonly EmbeddedCloud _cloud;
    private readonly DirectoryInfo _folder;
    private readonly HttpMessageHandler _handler;

    private LocalAzure(EmbeddedCloud cloud, LocalCloudServer server, DirectoryInfo folder,
        Func<HttpMessageHandler, HttpMessageHandler> between)
    {
        _cloud = cloud;
        Server = server;
        _folder = folder;
        _handler = between(new BodyRecorder(server.CreateHandler(), Bodies));
    }

    public LocalCloudServer Server { get; }

    public EnvironmentOutputs Outputs { get; } = new()
    {
        Environment = "dev",
        TenantId = "11111111-1111-1111-1111-111111111111",
        SubscriptionId = Subscription,
        Location = "westeurope",
        ResourceGroupName = "rg-mlops-dev",
        WorkspaceName = "mlw-mlops-dev",
        WorkspaceId = $"{Group}/providers/Microsoft.MachineLearningServices/workspaces/mlw-mlops-dev",
        TrainingComputeName = "cpu-cluster",
        StorageAccountName = "stmlopsdev",
        BlobEndpoint = new Uri("https://stmlopsdev.blob.core.windows.net/"),
        Datastores = new DatastoreNames("training_data", "scoring_inputs", "predictions"),
        RegistryName = "crmlopsdev",
        RegistryLoginServer = "crmlopsdev.azurecr.io",
        BatchEndpointName = "ep-mlops-dev",
        BatchScoringEndpointName = "ep-score-mlops-dev",
        TrainingIdentityClientId = "44444444-4444-4444-4444-444444444444",
        ApplicationInsightsId = $"{Group}/providers/Microsoft.Insights/components/appi-mlops-dev",
        LogAnalyticsId = $"{Group}/providers/Microsoft.OperationalInsights/workspaces/log-mlops-dev",
        LogAnalyticsCustomerId = "55555555-5555-5555-5555-555555555555",
        IsPrivate = false,
    };

    public ConcurrentQueue<PublishEvent> Events { get; } = new();

    /// <summary>What was sent to Resource Manager, as in <c>PUT batchEndpoints/ep</c>, in order.</summary>
    public ConcurrentQueue<(string Request, string Body)> Bodies { get; } = new();

    public AzureConnection Connection => new(new LocalCredential(Server.Tokens))
    {
        Transport = new HttpClientTransport(new HttpClient(_handler, disposeHandler: false)),
        RetryDelay = TimeSpan.FromMilliseconds(10),
        PollDelay = TimeSpan.FromMilliseconds(5),
        RoleAssignmentWait = TimeSpan.FromSeconds(1),
    };

    /// <summary>PUTs, PATCHes and DELETEs to Resource Manager and storage since the last <see cref="Forget"/>.</summary>
    public IReadOnlyList<string> Writes =>
        [.. Server.Requests.Records.Where(record => record.Request.Method is not ("GET" or "HEAD"))
            .Select(record => $"{record.Request.Method} {record.Request.Path}")];

    /// <param name="between">Puts something between the client and the cloud; null for nothing.</param>
    public static async Task<LocalAzure> StartAsync(Func<HttpMessageHandler, HttpMessageHandler>? between = null)
    {
        var folder = TestFolders.Create("mlops-azure-");
        var cloud = EmbeddedCloud.Open(directory: null);
        var server = await LocalCloudServer.StartAsync(
            cloud, new LocalCloudServerOptions { DataFolder = folder.FullName });
        var azure = new LocalAzure(cloud, server, folder, between ?? (handler => handler));
        await azure.PutAsync(Group, new JsonObject { ["location"] = "westeurope" });
        var storage = $"{Group}/providers/Microsoft.Storage/storageAccounts/stmlopsdev";
        await azure.PutAsync(storage,
            new JsonObject { ["location"] = "westeurope", ["kind"] = "StorageV2",
                ["sku"] = new JsonObject { ["name"] = "Standard_LRS" } });
        await azure.PutAsync(azure.Outputs.WorkspaceId, new JsonObject
        {
            ["location"] = "westeurope",
            ["properties"] =
                new JsonObject { ["workspaceId"] = "55555555-5555-5555-5555-555555555555", ["storageAccount"] = storage },
        });
        await azure.PutAsync($"{storage}/blobServices/default/containers/{DatastoreContainer}",
            new JsonObject { ["properties"] = new JsonObject() });
        await azure.PutDatastoreAsync(new JsonObject { ["credentialsType"] = "None" });
        await azure.PutAsync($"{azure.Outputs.WorkspaceId}/computes/cpu-cluster", new JsonObject
        {
            ["location"] = "westeurope",
            ["properties"] = new JsonObject { ["computeType"] = "AmlCompute" },
        });
        return azure;
    }

    public Publisher Publisher() => new(Connection, Outputs, new Sink(Events));

    public async Task<PublishResult> PublishAsync(TempPipeline pipeline, CancellationToken cancellationToken = default) =>
        await Publisher().PublishAsync(pipeline.Read(), cancellationToken);

    /// <summary>What a GET shows of something below the workspace; null if there is none.</summary>
    public JsonObject? Find(string path) => _cloud.Resources.Find(ResourceId.Parse($"{Outputs.WorkspaceId}/{path}"));

    public string? DefaultDeployment =>
        (string?)Find("batchEndpoints/ep-mlops-dev")?["properties"]?["defaults"]?["deploymentName"];

    public IReadOnlyList<string> Deployments =>
        [.. _cloud.Resources
            .List(ResourceId.Parse($"{Outputs.WorkspaceId}/batchEndpoints/ep-mlops-dev"),
                "Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments")
            .Select(deployment => (string)deployment["name"]!)];

    public void Forget()
    {
        Server.Requests.Clear();
        Events.Clear();
    }

    /// <summary>Puts a resource there as if it had always been; what the program deploys is not what is tested here.</summary>
    public async Task PutAsync(string id, JsonObject body) =>
        await _cloud.Resources.PutAsync(ResourceId.Parse(id), body, new ArmRequestOptions(AsService: true),
            CancellationToken.None);

    /// <summary>Writes the workspace's own datastore.</summary>
    public Task PutDatastoreAsync(JsonObject credentials) =>
        PutAsync($"{Outputs.WorkspaceId}/datastores/workspaceblobstore", new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["datastoreType"] = "AzureBlob",
                ["accountName"] = "stmlopsdev",
                ["containerName"] = DatastoreContainer,
                ["credentials"] = credentials,
            },
        });

    /// <summary>Takes something below the workspace away.</summary>
    public async Task RemoveAsync(string path) => await _cloud.Resources.DeleteAsync(
        ResourceId.Parse($"{Outputs.WorkspaceId}/{path}"), new ArmRequestOptions(AsService: true), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        _handler.Dispose();
        await Server.DisposeAsync();
        await _cloud.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private sealed class Sink(ConcurrentQueue<PublishEvent> events) : IProgress<PublishEvent>
    {
        public void Report(PublishEvent value) => events.Enqueue(value);
    }
}
