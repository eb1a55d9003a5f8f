using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Models;
using MlopsInfra.Lifecycle.Releases;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Server;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Lifecycle.Tests.Releases;

/// <summary>
/// A local cloud that executes, with a stack dev that tries models on Container Instances and a stack prod that serves them on
/// Kubernetes.
/// </summary>
internal sealed class ReleaseScene : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly EmbeddedCloud _cloud;

    private ReleaseScene(DirectoryInfo folder, EmbeddedCloud cloud, LocalCloudServer server)
    {
        (_folder, _cloud, Server) = (folder, cloud, server);
        Handler = new KillingHandler(server.CreateHandler());
        Connection = new AzureConnection(new LocalCredential(server.Tokens))
        {
            Transport = new HttpClientTransport(new HttpClient(Handler, disposeHandler: false)),
            RoleAssignmentWait = TimeSpan.Zero,
            RetryDelay = TimeSpan.FromMilliseconds(5),
            PollDelay = TimeSpan.FromMilliseconds(5),
            PollLimit = TimeSpan.FromMilliseconds(50),
        };
    }

    public LocalCloudServer Server { get; }

    public KillingHandler Handler { get; }

    public AzureConnection Connection { get; }

    public RecordedProgress Progress { get; private set; } = new();

    public LifecycleEnvironment Dev { get; private set; } = null!;

    public LifecycleEnvironment Prod { get; private set; } = null!;

    /// <summary>The folder of the scoring service.</summary>
    public string Service { get; } = Path.Combine(Repository.Root, "tests", "MlopsInfra.Lifecycle.Tests", "Releases", "Service");

    /// <summary>Starts it; skips the test where there is no Python.</summary>
    public static async Task<ReleaseScene> StartAsync(bool isPrivate = false)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Workloads are executed on Linux and macOS.");
        Assert.SkipUnless((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin")
            .Any(folder => File.Exists(Path.Combine(folder, "python3"))), "There is no Python 3 on the PATH.");
        var folder = TestFolders.Create("mlops-release-");
        var cloud = EmbeddedCloud.Open(directory: null);
        var server = await LocalCloudServer.StartAsync(cloud,
            new LocalCloudServerOptions { DataFolder = folder.FullName, Executor = WorkloadExecutor.Process });
        var scene = new ReleaseScene(folder, cloud, server);
        var dev = new SceneStack(scene, "dev");
        await dev.PutAsync();
        scene.Dev = new LifecycleEnvironment("dev", scene.Connection, await dev.WithQaAsync(), _ => { });
        var prod = new SceneStack(scene, "prod");
        await prod.PutAsync();
        scene.Prod = new LifecycleEnvironment("prod", scene.Connection, await prod.WithProductionAsync(isPrivate), _ => { });
        return scene;
    }

    /// <summary>Registers a model in dev, as the pipeline does.</summary>
    /// <param name="version">Its version.</param>
    /// <param name="behaviour">What its server does.</param>
    /// <param name="golden">What it should predict for 0.25.</param>
    /// <param name="decision">What the gate said.</param>
    public async Task RegisterAsync(string version, object behaviour, double golden = 0.5, string decision = "register")
    {
        var blobs = new BlobServiceClient(new Uri($"https://{Dev.Outputs.StorageAccountName}.blob.core.windows.net"),
            new LocalCredential(Server.Tokens), ClientSetup.Configure(new BlobClientOptions(), Connection, _ => { }));
        var store = await Dev.Arm.FindAsync(Dev.InWorkspace("datastores/workspaceblobstore"),
            TestContext.Current.CancellationToken);
        var container = blobs.GetBlobContainerClient((string)store!["properties"]!["containerName"]!);
        var path = $"azureml/train-{version}/registered";
        await container.GetBlobClient($"{path}/model.json").UploadAsync(BinaryData.FromObjectAsJson(behaviour), overwrite: true);
        await container.GetBlobClient($"{path}/registration.json").UploadAsync(BinaryData.FromString("{}"), overwrite: true);
        await container.GetBlobClient($"{path}/golden.json").UploadAsync(BinaryData.FromString(JsonSerializer.Serialize(new
        {
            request = new { data = new[] { new { x = 0.25 } } },
            response = new { predictions = new[] { new { probability = golden } } },
        })), overwrite: true);
        await new ModelRegistry(Dev).WriteAsync(new ModelVersion("pumps", version, "")
        {
            Type = "custom_model",
            Uri = $"azureml://datastores/workspaceblobstore/paths/{path}",
            Tags = new Dictionary<string, string>
            {
                [LifecycleTags.Decision] = decision, [LifecycleTags.Reason] = "roc_auc 0.9",
                [LifecycleTags.Job] = $"train-{version}", [LifecycleTags.Commit] = "93a380f", [LifecycleTags.DataVersion] = "7",
            },
        }, TestContext.Current.CancellationToken);
        Handler.Reset();
    }

    /// <summary>Releases to dev, or from dev to prod.</summary>
    public Task<ReleaseResult> ReleaseAsync(LifecycleEnvironment target, string? model = null,
        Func<ReleaseOptions, ReleaseOptions>? change = null)
    {
        Progress = new RecordedProgress();
        var options = Options(model);
        return new Releaser(target, target == Dev ? null : Dev, change?.Invoke(options) ?? options, Progress)
            .RunAsync(dryRun: false, TestContext.Current.CancellationToken);
    }

    /// <summary>Registers a model and releases it to dev, then to prod.</summary>
    public async Task<ReleaseResult> ReleaseBothAsync(string version, object behaviour)
    {
        await RegisterAsync(version, behaviour);
        await ReleaseAsync(Dev, $"pumps:{version}");
        Handler.Reset();
        return await ReleaseAsync(Prod, $"pumps:{version}");
    }

    /// <summary>Goes back.</summary>
    public Task<IReadOnlyList<RollbackResult>> RollbackAsync(LifecycleEnvironment target, string? release = null) =>
        new Rollback(target, Options(null), Progress = new RecordedProgress())
            .RunAsync(release, dryRun: false, TestContext.Current.CancellationToken);

    /// <summary>What is chosen where a test does not say otherwise.</summary>
    public ReleaseOptions Options(string? model) => new()
    {
        ScoringFolder = Service, Model = model, RunId = "ci:1", By = "somebody", Pause = TimeSpan.FromMilliseconds(50),
        Watch = TimeSpan.FromMilliseconds(60), StartLimit = TimeSpan.FromSeconds(20), WarmUp = TimeSpan.FromSeconds(1),
    };

    /// <summary>A resource as it is.</summary>
    public async Task<JsonObject> GetAsync(LifecycleEnvironment environment, Uri url) =>
        await environment.Arm.FindAsync(url, TestContext.Current.CancellationToken) ?? [];

    /// <summary>The QA group of dev.</summary>
    public Task<JsonObject> GroupAsync() => GetAsync(Dev, Dev.Arm.Url(
        $"{Dev.ResourceGroupId}/providers/Microsoft.ContainerInstance/containerGroups/{Dev.Outputs.QaGroupName}", "2025-09-01"));

    /// <summary>The endpoint of prod.</summary>
    public Task<JsonObject> EndpointAsync() => GetAsync(Prod,
        Prod.InWorkspace($"onlineEndpoints/{Prod.Outputs.OnlineEndpointName}"));

    /// <summary>The names of the deployments of that endpoint.</summary>
    public async Task<IReadOnlyList<string>> DeploymentsAsync() => [.. (await Prod.Arm.ListAsync(
        Prod.InWorkspace($"onlineEndpoints/{Prod.Outputs.OnlineEndpointName}/deployments"),
            TestContext.Current.CancellationToken))
        .Select(each => (string)each["name"]!).Order(StringComparer.Ordinal)];

    /// <summary>Puts something into the store, as the engine's side does.</summary>
    public async Task SeedAsync(string id, string body, bool asService = false) => await _cloud.Resources.PutAsync(
        ResourceId.Parse(id), JsonNode.Parse(body)!.AsObject(), new ArmRequestOptions(AsService: asService),
            CancellationToken.None);

    /// <summary>Something that is in the store.</summary>
    public JsonObject Find(string id) => _cloud.Resources.Find(ResourceId.Parse(id))!;

    public async ValueTask DisposeAsync()
    {
        Handler.Dispose();
        await Server.DisposeAsync();
        await _cloud.DisposeAsync();
        _folder.Delete(recursive: true);
        Assert.DoesNotContain(Server.Requests.Records, record => record.Error is not null);
    }
}
