using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Dockerfiles;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Builds;

/// <summary>The runs of registries: scheduled, shown, canceled.</summary>
internal sealed class ImageBuilds(
    ImageStore images, ImageBuild build, BuildLogs logs, BackgroundWork background, SharedAccessSignatures signatures,
    LocalCloudServerOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, int> _pollsLeft = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, BuildInProgress> _running = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where to put a context.</summary>
    public JsonObject UploadUrl(RestRequest request, RegistryRef registry)
    {
        RequireTasks(registry);
        var path = string.Create(CultureInfo.InvariantCulture, $"source/{time.GetUtcNow():yyyyMMdd}/{Guid.NewGuid():N}.tar.gz");
        return new JsonObject { ["relativePath"] = path, ["uploadUrl"] = Link(request, registry, path, "rcw") };
    }

    /// <summary>Begins a run.</summary>
    public async Task<JsonObject> ScheduleAsync(RestRequest request, RegistryRef registry)
    {
        RequireTasks(registry);
        var asked = BuildRequest.Read(await request.ReadObjectAsync());
        ImageRun run = null!;
        images.Change(registry.Key, content => content.Runs.Add(run =
            new ImageRun(NewRunId(content), "Queued", time.GetUtcNow(), [], "")
            {
                OperatingSystem = asked.OperatingSystem,
                Architecture = asked.Architecture,
            }));
        _pollsLeft[KeyOf(registry, run.Id)] = options.InProgressPolls;
        request.Changed = true;
        var progress = _running[KeyOf(registry, run.Id)] = new BuildInProgress(new BuildLog(time), new CancellationTokenSource());
        background.Run(token => RunAsync(registry, run, asked, progress, request.OperationFault?.Message, token));
        return RunView.Of(registry, run, "Queued");
    }

    /// <summary>A run.</summary>
    public JsonObject Show(RegistryRef registry, string id)
    {
        var run = Require(registry, id);
        var left = _pollsLeft.AddOrUpdate(KeyOf(registry, run.Id), 0, (_, polls) => polls - 1);
        return RunView.Of(registry, run, run.IsDone && left > 0 ? "Running" : run.Status);
    }

    /// <summary>The runs of a registry that a filter lets through, the last one first.</summary>
    public IReadOnlyList<JsonObject> All(RegistryRef registry, string? filter)
    {
        var matches = RunFilter.Parse(registry, filter);
        return [.. Runs(registry).Reverse().Where(matches).Select(run => RunView.Of(registry, run, run.Status))];
    }

    /// <summary>Ends a run.</summary>
    public void Cancel(RegistryRef registry, string id)
    {
        var run = Require(registry, id);
        // Which code Azure has for this is not published.
        if (run.IsDone || !_running.TryGetValue(KeyOf(registry, run.Id), out var progress))
            throw new ArmException(409, "Conflict", $"The run '{run.Id}' has ended as '{run.Status}' and can't be canceled.");
        progress.Canceling.Cancel();
    }

    /// <summary>Where the log of a run can be read.</summary>
    public async Task<JsonObject> LogLinkAsync(RestRequest request, RegistryRef registry, string id)
    {
        var run = Require(registry, id);
        await logs.WriteAsync(registry, run, request.Http.RequestAborted);
        return new JsonObject { ["logLink"] = Link(request, registry, BuildLogs.PathOf(run.Id), "r") };
    }

    private async Task RunAsync(RegistryRef registry, ImageRun run, BuildRequest asked, BuildInProgress progress, string? fault,
        CancellationToken stop)
    {
        var log = progress.Log;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop, progress.Canceled);
        ended.CancelAfter(asked.Timeout);
        var (status, error, pushed) = ("Succeeded", (string?)null, (IReadOnlyList<ImageRecord>)[]);
        try
        {
            Save(registry, run with { Status = "Running" });
            if (fault is not null) throw new DockerfileException(fault);
            pushed = await build.RunAsync(registry, run, asked, log, ended.Token);
            log.Say($"\nRun ID: {run.Id} was successful after {Seconds(run)}s");
        }
        catch (DockerfileException exception)
        {
            (status, error) = ("Failed", $"failed during run, err: {exception.Message}");
            log.Say(exception.Message);
            log.Stamp("Container failed during run: build. No retries remaining.");
            log.Say($"failed to run step ID: build: exit status 1\n\nRun ID: {run.Id} failed after {Seconds(run)}s. Error: "
                + "failed during run, err: exit status 1");
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            (status, error) = progress.Canceled.IsCancellationRequested ? ("Canceled", "The run was canceled.")
                : stop.IsCancellationRequested ? ("Error", "The server ended while the run was going on.")
                : ("Timeout", $"The run took longer than its timeout of {asked.Timeout.TotalSeconds} s.");
            log.Say($"\nRun ID: {run.Id} ended after {Seconds(run)}s. {error}");
        }
        catch (Exception exception)
        {
            await EndAsync(registry, run with { Status = "Error", Error = exception.Message }, progress);
            throw;
        }

        await EndAsync(registry, run with { Status = status, Error = error, Images = pushed }, progress);
    }

    private async Task EndAsync(RegistryRef registry, ImageRun run, BuildInProgress progress)
    {
        var done = run with { Finished = time.GetUtcNow(), Log = progress.Log.ToString() };
        await logs.WriteAsync(registry, done, CancellationToken.None);
        Save(registry, done);
        _running.TryRemove(KeyOf(registry, run.Id), out _);
    }

    // In words and status as on free, trial and student subscriptions (Azure-Samples/azure-search-openai-demo 2220).
    private void RequireTasks(RegistryRef registry)
    {
        if (options.AllowsRegistryTasks) return;
        throw new ArmException(400, "TasksOperationsNotAllowed",
            $"ACR Tasks requests for the registry {registry.Id.Name} and {registry.Id.SubscriptionId} are not permitted. Please "
                + "file an Azure support request at http://aka.ms/azuresupport for assistance.", "request");
    }

    private void Save(RegistryRef registry, ImageRun run) => images.Change(registry.Key, content =>
    {
        var at = content.Runs.FindIndex(each => each.Id == run.Id);
        if (at >= 0) content.Runs[at] = run;
    });

    // A run that an earlier server did not end is not going on anywhere. What goes on is looked at first: a run that ends between
    // the two looks is written down as done.
    private IEnumerable<ImageRun> Runs(RegistryRef registry)
    {
        var running = _running.ToDictionary(StringComparer.OrdinalIgnoreCase);
        return images.Read(registry.Key).Runs.Select(run =>
            run.IsDone ? run
            : running.TryGetValue(KeyOf(registry, run.Id), out var progress) ? run with { Log = progress.Log.ToString() }
            : run with { Status = "Error", Error = "The server ended while the run was going on." });
    }

    private ImageRun Require(RegistryRef registry, string id) =>
        Runs(registry).FirstOrDefault(run => run.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArmException(404, "RunNotFound", $"The run '{id}' of registry '{registry.Id.Name}' was not found.");

    private string Link(RestRequest request, RegistryRef registry, string path, string permissions) =>
        // az comes by a name and looks for the account before ".blob."; processes of this cloud know no such names.
        LoopbackAddresses.Show(request.Http.Request, $"https://{BlobAccounts.TasksAccount}{AzureHosts.BlobSuffix}")
        + $"/{registry.Key}/{path}{signatures.Sign(BlobAccounts.TasksAccount, registry.Key, permissions)}";

    private int Seconds(ImageRun run) => (int)(time.GetUtcNow() - run.Created).TotalSeconds;

    private static string KeyOf(RegistryRef registry, string run) => $"{registry.Key}/{run}";

    private static string NewRunId(RegistryContent content) =>
        string.Create(CultureInfo.InvariantCulture, $"cf{content.Runs.Count + 1:x}");
}
