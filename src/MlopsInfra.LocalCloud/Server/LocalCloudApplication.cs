using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Faults;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Services.ContainerRegistry;
using MlopsInfra.LocalCloud.Services.EventGrid;
using MlopsInfra.LocalCloud.Services.Identity;
using MlopsInfra.LocalCloud.Services.LogicApps;
using MlopsInfra.LocalCloud.Services.LogicApps.Workflows;
using MlopsInfra.LocalCloud.Services.MachineLearning;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;

namespace MlopsInfra.LocalCloud.Server;

/// <summary>Puts the planes together, and leads each request through faults, its plane and the log.</summary>
internal sealed class LocalCloudApplication : IAsyncDisposable
{
    private readonly EmbeddedCloud _cloud;
    private readonly IdentityPlane _identity;
    private readonly ResourceManagerPlane _resourceManager;
    private readonly ScoringPlane _scoring;
    private readonly BlobPlane _blobs;
    private readonly BlobStore _blobStore;
    private readonly LogicPlane _logic;
    private readonly EventDelivery _events;
    private readonly BackgroundWork _work;
    private readonly ServerCalls _calls;
    private readonly NetworkAccess _network;

    public LocalCloudApplication(EmbeddedCloud cloud, LocalCloudServerOptions options)
    {
        var (resources, catalog, access, time) = (cloud.Resources, cloud.Catalog, cloud.Access, cloud.Options.Time);
        _cloud = cloud;
        _network = new NetworkAccess(cloud.Context);
        Options = options;
        _blobStore = new BlobStore(Path.Combine(options.DataFolder, "blobs"));
        Tokens = new LocalTokenIssuer(cloud.Options.TenantId, cloud.Options.DeployerObjectId, time);
        _identity = new IdentityPlane(Tokens, new PrincipalDirectory(resources, cloud.Options), cloud.Options);
        var (runs, pace) = (new WorkflowRuns(), new Pace(time, options.RetrySpeed));
        _work = new BackgroundWork(exception =>
            Record(new RequestRecord(new RequestInfo("WORK", "", "/", ""), 0, TimeSpan.Zero, false, exception)));
        _calls = new ServerCalls(Tokens);
        _logic = new LogicPlane(cloud.Context, _calls, runs, _work, pace);
        _events = new EventDelivery(cloud.Context, _calls, _work, pace);
        var signatures = new SharedAccessSignatures(time);
        var operations = new OperationTracker(options, time);
        var links = new OperationRoutes(operations, cloud.Context.Types, resources, options);
        var types = new MachineLearningTypes(cloud.Context.Types, resources, new EnvironmentBuilds(resources, _network));
        var view = new ResourceView(operations, types);
        var actions = new MachineLearningActions(resources, types, operations, links, new PendingUploads(resources, signatures));
        _resourceManager = new ResourceManagerPlane(
            cloud.Context, Tokens, new ProviderRoutes(cloud.Context), new AccountRoutes(cloud.Context), links,
            new ListRoutes(resources, catalog, view, types),
            new ResourceRoutes(cloud.Context.Types, resources, operations, links, view, types),
            new ActionRoutes(resources, actions),
            CreateRegistryRoutes(operations, links, signatures), new WorkflowRoutes(resources, access, runs),
            new SoftDeleteRoutes(cloud));
        _scoring = new ScoringPlane(resources, access, _network, Tokens, types, time);
        _blobs = CreateBlobPlane(signatures);
    }

    public LocalCloudServerOptions Options { get; }

    public LocalTokenIssuer Tokens { get; }

    public RequestLog Requests { get; } = new();

    public async Task HandleAsync(HttpContext http)
    {
        var started = Stopwatch.GetTimestamp();
        var request = new RestRequest(http);
        Exception? error = null;
        var cut = false;
        try
        {
            cut = await HandleAsync(request);
        }
        catch (ArmException exception)
        {
            await AnswerErrorAsync(request, exception);
        }
        catch (Exception exception) when (!http.RequestAborted.IsCancellationRequested)
        {
            error = exception;
            await AnswerErrorAsync(request,
                new ArmException(500, "InternalServerError",
                    $"The local cloud failed: {exception.GetType().Name}: {exception.Message}"));
        }
        finally
        {
            Record(new RequestRecord(request.Info, cut ? 0 : http.Response.StatusCode, Stopwatch.GetElapsedTime(started),
                request.Changed, error));
        }

        if (cut) http.Abort();
    }

    private void Record(RequestRecord record)
    {
        Requests.Add(record);
        if (record.Error is { } error) Options.Failed?.Invoke(error);
    }

    /// <summary>True if the connection is to be cut instead of an answer.</summary>
    private async Task<bool> HandleAsync(RestRequest request)
    {
        request.Place = CallerHeaders.Read(request.Http.Request) ?? _cloud.Callers;
        var fault = Options.Faults.Take(request.Info);
        switch (fault?.Kind)
        {
            case FaultKind.CutBefore:
                return true;
            case FaultKind.Answer:
                if (fault.RetryAfter is { } wait)
                    request.Http.Response.Headers.RetryAfter =
                        Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                throw new ArmException(fault.Status, fault.Code, fault.Message);
            case FaultKind.CutAfter:
                // What would have been answered goes nowhere.
                request.Http.Response.Body = Stream.Null;
                await RouteAsync(request);
                return true;
            case FaultKind.FailOperation:
                request.OperationFault = fault;
                break;
        }

        await RouteAsync(request);
        return false;
    }

    private async Task RouteAsync(RestRequest request)
    {
        if (await _scoring.TryHandleAsync(request)) return;
        if (await _logic.TryHandleAsync(request)) return;
        if (await _identity.TryHandleAsync(request)) return;
        if (!IsResourceManager(request) && await _blobs.TryHandleAsync(request)) return;
        await _resourceManager.HandleAsync(request);
    }

    // On a loopback address the account of a blob is the first segment of the path: what ARM begins with is no account.
    private static bool IsResourceManager(RestRequest request) =>
        request.Info.Host.Equals(AzureHosts.ResourceManager, StringComparison.OrdinalIgnoreCase)
        || request.Info.Path.StartsWith("/subscriptions", StringComparison.OrdinalIgnoreCase)
        || request.Info.Path.StartsWith("/providers", StringComparison.OrdinalIgnoreCase);

    private RegistryRoutes CreateRegistryRoutes(OperationTracker operations, OperationRoutes links,
        SharedAccessSignatures signatures)
    {
        var images = new ImageStore(Path.Combine(Options.DataFolder, "images"));
        var builds = new ImageBuilds(images, _blobStore, signatures, _network, Options, _cloud.Options.Time);
        return new RegistryRoutes(_cloud.Resources, _cloud.Access, builds,
            new ImageImports(images, _cloud.Resources, _network, operations, links));
    }

    private BlobPlane CreateBlobPlane(SharedAccessSignatures signatures)
    {
        var accounts = new BlobAccounts(_cloud.Resources);
        var routes = new BlobRoutes(_blobStore, new BlobNotices(_cloud.Events), _cloud.Options.Time);
        return new BlobPlane(
            accounts, _network, new BlobAuthorization(Tokens, signatures, _cloud.Access, _cloud.Options), _blobStore,
            new ContainerRoutes(_cloud.Resources, accounts, _blobStore),
            routes, new BlockRoutes(_blobStore, routes), new BlobListing(accounts));
    }

    /// <summary>Says how the server is reached, for the calls of its services to each other.</summary>
    public void Connect(HttpMessageHandler handler) => _calls.Connect(handler);

    /// <summary>Ends what goes on in the background: deliveries and runs that are not finished.</summary>
    public async ValueTask DisposeAsync()
    {
        _events.Dispose();
        await _work.DisposeAsync();
        _calls.Dispose();
    }

    /// <summary>Tidies up what is kept on disk.</summary>
    public void Close() => _blobStore.Close();

    private async Task AnswerErrorAsync(RestRequest request, ArmException exception)
    {
        if (request.Http.Response.HasStarted)
        {
            request.Http.Abort();
            return;
        }

        await request.AnswerAsync(exception.Status, ErrorBody(request, exception));
    }

    private JsonObject ErrorBody(RestRequest request, ArmException exception)
    {
        if (exception.Code != "UserError") return exception.ToJson();
        request.Http.Response.Headers["x-ms-response-type"] = "error";
        return MachineLearningErrors.ToJson(exception, "local", _cloud.Options.Time.GetUtcNow());
    }
}
