using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using MlopsInfra.Contract;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Server;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Lifecycle.Tests.Models;

/// <summary>A workspace on a local cloud of its own, with jobs that ended as a test says.</summary>
internal sealed class WorkspaceScene : IAsyncDisposable
{
    private const string Subscription = "00000000-0000-0000-0000-000000000000";
    private const string Group = $"/subscriptions/{Subscription}/resourceGroups/rg-mlops-dev";

    private readonly EmbeddedCloud _cloud;
    private readonly LocalCloudServer _server;
    private readonly DirectoryInfo _folder;
    private readonly HttpMessageHandler _handler;

    private WorkspaceScene(EmbeddedCloud cloud, LocalCloudServer server, DirectoryInfo folder)
    {
        (_cloud, _server, _folder, _handler) = (cloud, server, folder, server.CreateHandler());
        var connection = new AzureConnection(new LocalCredential(server.Tokens))
        {
            Transport = new HttpClientTransport(new HttpClient(_handler, disposeHandler: false)),
            RoleAssignmentWait = TimeSpan.FromSeconds(1),
        };
        Environment = new LifecycleEnvironment("dev", connection, Outputs, _ => { });
    }

    public LifecycleEnvironment Environment { get; }

    /// <summary>What was written since the beginning, as in <c>PUT /subscriptions/…</c>.</summary>
    public IEnumerable<string> Writes => _server.Requests.Records.Where(record => record.Request.Method is not ("GET" or "HEAD"))
        .Select(record => $"{record.Request.Method} {record.Request.Path}");

    private static EnvironmentOutputs Outputs { get; } = new()
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
        TrainingIdentityClientId = "44444444-4444-4444-4444-444444444444",
        ApplicationInsightsId = $"{Group}/providers/Microsoft.Insights/components/appi-mlops-dev",
        LogAnalyticsId = $"{Group}/providers/Microsoft.OperationalInsights/workspaces/log-mlops-dev",
        LogAnalyticsCustomerId = "55555555-5555-5555-5555-555555555555",
        IsPrivate = false,
    };

    public static async Task<WorkspaceScene> StartAsync()
    {
        var cloud = EmbeddedCloud.Open(directory: null);
        var folder = TestFolders.Create("mlops-workspace-");
        var server = await LocalCloudServer.StartAsync(cloud, new LocalCloudServerOptions { DataFolder = folder.FullName });
        var scene = new WorkspaceScene(cloud, server, folder);
        await scene.PutAsync(Group, new JsonObject { ["location"] = "westeurope" });
        await scene.PutAsync(Outputs.WorkspaceId,
            new JsonObject { ["location"] = "westeurope", ["properties"] = new JsonObject() });
        return scene;
    }

    /// <summary>A job that has ended, with an output named <c>model</c>.</summary>
    public Task PutJobAsync(string name, string status, params (string Name, string Value)[] tags) =>
        PutAsync($"{Outputs.WorkspaceId}/jobs/{name}", new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["jobType"] = "Pipeline",
                ["status"] = status,
                ["componentId"] = $"{Outputs.WorkspaceId}/components/train/versions/5d0c",
                ["tags"] = new JsonObject(tags.Select(tag => KeyValuePair.Create<string, JsonNode?>(tag.Name, tag.Value))),
                ["outputs"] = new JsonObject { ["model"] = new JsonObject { ["jobOutputType"] = "uri_folder" } },
            },
        });

    public async ValueTask DisposeAsync()
    {
        _handler.Dispose();
        await _server.DisposeAsync();
        await _cloud.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task PutAsync(string id, JsonObject body) => await _cloud.Resources.PutAsync(
        ResourceId.Parse(id), body, new ArmRequestOptions(AsService: true), CancellationToken.None);
}
