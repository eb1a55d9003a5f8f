using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using MlopsInfra.Contract;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Server;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Lifecycle.Tests.Runs;

/// <summary>A local cloud with stacks that have a workspace, its data, and a published pipeline of one step.</summary>
internal sealed class TrainingScene : IAsyncDisposable, ILifecycleProgress
{
    private readonly EmbeddedCloud _cloud;
    private readonly DirectoryInfo _folder;
    private readonly HttpMessageHandler _handler;

    private TrainingScene(EmbeddedCloud cloud, LocalCloudServer server, DirectoryInfo folder)
    {
        (_cloud, Server, _folder, _handler) = (cloud, server, folder, server.CreateHandler());
        Connection = new AzureConnection(new LocalCredential(server.Tokens))
        {
            Transport = new HttpClientTransport(new HttpClient(_handler, disposeHandler: false)),
            RetryDelay = TimeSpan.FromMilliseconds(5),
            RoleAssignmentWait = TimeSpan.Zero,
        };
    }

    public LocalCloudServer Server { get; }

    public AzureConnection Connection { get; }

    public List<string> Notes { get; } = [];

    public Dictionary<string, LifecycleStep> Steps { get; } = [];

    public IReadOnlyList<PlannedStep> Plan { get; private set; } = [];

    /// <summary>What was written since the last <see cref="Forget"/>, as in <c>PUT /subscriptions/…</c>.</summary>
    public IReadOnlyList<string> Writes =>
        [.. Server.Requests.Records.Where(record => record.Request.Method is not ("GET" or "HEAD"))
            .Select(record => $"{record.Request.Method} {record.Request.Path}")];

    public static async Task<TrainingScene> StartAsync(WorkloadExecutor executor = WorkloadExecutor.Simulate)
    {
        var folder = TestFolders.Create("mlops-training-");
        var cloud = EmbeddedCloud.Open(directory: null);
        var server = await LocalCloudServer.StartAsync(
            cloud, new LocalCloudServerOptions { DataFolder = folder.FullName, Executor = executor });
        return new TrainingScene(cloud, server, folder);
    }

    /// <summary>A stack with a workspace and its storage. What it has besides, the caller says.</summary>
    public async Task<LifecycleEnvironment> AddStackAsync(string name, Func<EnvironmentOutputs, EnvironmentOutputs>? more = null)
    {
        var outputs = SceneOutputs.Of(name);
        var environment = new LifecycleEnvironment(name, Connection, more?.Invoke(outputs) ?? outputs, Note);
        await PutAsync(environment.ResourceGroupId, new JsonObject { ["location"] = "westeurope" });
        await PutAsync(environment.StorageAccountId, new JsonObject
        {
            ["location"] = "westeurope", ["kind"] = "StorageV2", ["sku"] = new JsonObject { ["name"] = "Standard_LRS" },
        });
        await PutAsync(environment.WorkspaceId, new JsonObject
        {
            ["location"] = "westeurope",
            ["properties"] = new JsonObject { ["storageAccount"] = environment.StorageAccountId },
        });
        foreach (var (store, container) in Stores)
        {
            await PutAsync($"{environment.StorageAccountId}/blobServices/default/containers/{container}",
                new JsonObject { ["properties"] = new JsonObject() });
            await PutAsync($"{environment.WorkspaceId}/datastores/{store}", Properties(new JsonObject
            {
                ["datastoreType"] = "AzureBlob", ["accountName"] = outputs.StorageAccountName, ["containerName"] = container,
                ["credentials"] = new JsonObject { ["credentialsType"] = "None" },
            }));
        }

        await PutAsync($"{environment.WorkspaceId}/computes/cpu-cluster", new JsonObject
        {
            ["location"] = "westeurope", ["properties"] = new JsonObject { ["computeType"] = "AmlCompute" },
        });
        await PutAsync($"{environment.WorkspaceId}/data/training_data/versions/1", Properties(new JsonObject
        {
            ["dataType"] = "uri_folder", ["dataUri"] = "azureml://datastores/training_data/paths/",
        }));
        return environment;
    }

    /// <summary>Publishes a pipeline of one step, which does what the command says.</summary>
    public Task PublishAsync(LifecycleEnvironment environment, string command = "true", string version = "1",
        params (string Name, string Value)[] given) =>
        new ScenePipeline(this, environment, version).PublishAsync(command, given);

    /// <summary>Puts a resource there, as if it had always been.</summary>
    public async Task PutAsync(string id, JsonObject body) => await _cloud.Resources.PutAsync(
        ResourceId.Parse(id), body, new ArmRequestOptions(AsService: true), CancellationToken.None);

    /// <summary>Writes a blob into a container of a stack.</summary>
    public async Task UploadAsync(LifecycleEnvironment environment, string container, string name, string text)
    {
        var blobs = new BlobServiceClient(environment.Outputs.BlobEndpoint, new LocalCredential(Server.Tokens),
            ClientSetup.Configure(new BlobClientOptions(), Connection, _ => { }));
        await blobs.GetBlobContainerClient(container).GetBlobClient(name)
            .UploadAsync(BinaryData.FromString(text), overwrite: true);
    }

    /// <summary>What a GET shows.</summary>
    public JsonObject Get(string id) => _cloud.Resources.Find(ResourceId.Parse(id))!;

    public void Forget()
    {
        Server.Requests.Clear();
        Steps.Clear();
        Notes.Clear();
    }

    /// <inheritdoc/>
    public void Planned(IReadOnlyList<PlannedStep> steps) => Plan = steps;

    /// <inheritdoc/>
    public void Changed(LifecycleStep step) => Steps[step.Name] = step;

    /// <inheritdoc/>
    public void Note(string text) => Notes.Add(text);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _handler.Dispose();
        await Server.DisposeAsync();
        await _cloud.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static readonly (string Store, string Container)[] Stores =
    [
        ("workspaceblobstore", "azureml-blobstore"), ("workspaceartifactstore", "azureml"), ("training_data", "training-data"),
        ("predictions", "predictions"), ("scoring_inputs", "scoring-inputs"), ("labels", "labels"),
    ];

    private static JsonObject Properties(JsonObject properties) => new() { ["properties"] = properties };
}
