using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Arm;
using MlopsInfra.PostDeploy.Assets;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>
/// Carries out a plan: everything starts as soon as what it needs is there. A failure stops what depends on it and nothing
/// else, so that the next run has the least left to do.
/// </summary>
internal sealed class PlanRun : IDisposable
{
    private readonly PublishPlan _plan;
    private readonly WorkspaceClient _workspace;
    private readonly CodeUploader _uploader;
    private readonly IProgress<PublishEvent>? _progress;
    private readonly SemaphoreSlim _gate;
    private readonly List<PublishException> _failures = [];

    public PlanRun(PublishPlan plan, WorkspaceClient workspace, CodeUploader uploader, IProgress<PublishEvent>? progress,
        int parallelism)
    {
        _plan = plan;
        _workspace = workspace;
        _uploader = uploader;
        _progress = progress;
        _gate = new SemaphoreSlim(parallelism);
    }

    public async Task<PublishResult> RunAsync(CancellationToken cancellationToken)
    {
        var tasks = new Dictionary<Asset, Task<bool>>();
        // Assets come after what they need, so the tasks of those are there already.
        foreach (var asset in _plan.Graph.Assets)
            tasks[asset] = RegisterAsync(asset, [.. asset.Needs.Select(needed => tasks[needed])], cancellationToken);
        var endpoint = CreateEndpointAsync(cancellationToken);
        var deployment = DeployAsync(tasks[_plan.Graph.Pipeline], endpoint, cancellationToken);
        var schedules = _plan.ScheduleWork.Select(schedule => ScheduleAsync(
            schedule, schedule.Needs is null ? Task.FromResult(true) : tasks[schedule.Needs], cancellationToken)).ToArray();
        await Task.WhenAll([.. tasks.Values, endpoint, deployment, .. schedules]);
        if (_failures.Count > 0)
        {
            var first = _failures[0];
            throw new PublishException(first.Operation, first.ResourceId, first.Status, first.Code, first.AzureMessage,
                first.InnerException)
            {
                Others = [.. _failures.Skip(1)],
            };
        }

        return await deployment ?? throw new InvalidOperationException("Nothing failed, yet nothing was deployed.");
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<bool> RegisterAsync(Asset asset, Task<bool>[] needed, CancellationToken cancellationToken)
    {
        if (!(await Task.WhenAll(needed)).All(done => done)) return false;
        if (!_plan.Missing.Contains(asset))
        {
            Report(PublishStage.Unchanged, asset.Kind, asset.Name, asset.Version);
            return true;
        }

        return await StepAsync(asset.Kind, asset.Name, asset.Version, "register", asset.Path, async () =>
        {
            string? detail = null;
            if (asset is CodeAsset code)
            {
                await _uploader.UploadAsync(code,
                    (now, before) => detail = $"{now} files uploaded{(before > 0 ? $", {before} were there" : "")}",
                    cancellationToken);
            }

            await _workspace.PutAsync(asset.Path,
                new JsonObject { ["properties"] = asset.Properties(_workspace.WorkspaceId, asset.Version) }, cancellationToken);
            return detail;
        }, cancellationToken);
    }

    private async Task<bool> CreateEndpointAsync(CancellationToken cancellationToken)
    {
        var endpoint = _plan.EndpointWork;
        if (!endpoint.IsMissing)
        {
            return endpoint.State is null or "Succeeded"
                || await StepAsync("endpoint", endpoint.Name, null, "wait for", endpoint.Path,
                    () => SettleAsync(endpoint.Path, cancellationToken), cancellationToken);
        }

        return await StepAsync("endpoint", endpoint.Name, null, "create", endpoint.Path, async () =>
        {
            await _workspace.PutPlainAsync(endpoint.Path, endpoint.Body(deployment: null), cancellationToken);
            return null;
        }, cancellationToken);
    }

    /// <summary>The deployment; once it has succeeded it becomes the default, and then the older ones go.</summary>
    private async Task<PublishResult?> DeployAsync(Task<bool> pipeline, Task<bool> endpointThere,
        CancellationToken cancellationToken)
    {
        var (deployment, endpoint) = (_plan.DeploymentWork, _plan.EndpointWork);
        if (!(await Task.WhenAll(pipeline, endpointThere)).All(done => done)) return null;
        var path = DeploymentWork.PathOf(endpoint.Name, deployment.Name);
        if (deployment.IsMissing)
        {
            var created = await StepAsync("deployment", deployment.Name, deployment.Hash, "create", path, async () =>
            {
                await _workspace.PutAsync(path, deployment.Body, cancellationToken);
                return null;
            }, cancellationToken);
            if (!created) return null;
        }
        else if (deployment.State is null or "Succeeded")
        {
            Report(PublishStage.Unchanged, "deployment", deployment.Name, deployment.Hash);
        }
        else if (!await StepAsync("deployment", deployment.Name, deployment.Hash, "wait for", path,
            () => SettleAsync(path, cancellationToken), cancellationToken))
        {
            return null;
        }

        return await MakeDefaultAsync(cancellationToken);
    }

    private async Task<PublishResult?> MakeDefaultAsync(CancellationToken cancellationToken)
    {
        var (deployment, endpoint) = (_plan.DeploymentWork, _plan.EndpointWork);
        var scoringUri = endpoint.ScoringUri;
        if (!endpoint.Differs(deployment.Name))
        {
            Report(PublishStage.Unchanged, "endpoint", endpoint.Name, null);
        }
        else
        {
            var moved =
                await StepAsync("endpoint", endpoint.Name, null, "set the default deployment of", endpoint.Path, async () =>
            {
                await _workspace.PutPlainAsync(endpoint.Path, endpoint.Body(deployment.Name), cancellationToken);
                var now = await _workspace.FindAsync(endpoint.Path, cancellationToken);
                scoringUri = now?["properties"]?["scoringUri"]?.GetValue<string>();
                return $"default: {deployment.Name}";
            }, cancellationToken);
            if (!moved) return null;
        }

        var (kept, old) = deployment.After(endpoint.DefaultDeployment);
        foreach (var name in old)
        {
            var path = DeploymentWork.PathOf(endpoint.Name, name);
            var gone = await StepAsync("deployment", name, null, "prune", path, async () =>
            {
                await _workspace.DeleteAsync(path, cancellationToken);
                return null;
            }, cancellationToken, PublishStage.Pruned);
            if (!gone) return null;
        }

        return new PublishResult(
            endpoint.Name, deployment.Name, scoringUri is null ? null : new Uri(scoringUri), kept, _plan.Assets, old);
    }

    private async Task<bool> ScheduleAsync(ScheduleWork schedule, Task<bool> needed, CancellationToken cancellationToken)
    {
        if (!await needed) return false;
        if (schedule.Op == PublishedAsset.Same)
        {
            Report(PublishStage.Unchanged, "schedule", schedule.Name, schedule.Hash);
            return true;
        }

        return await StepAsync("schedule", schedule.Name, schedule.Hash, schedule.Op, schedule.Path, async () =>
        {
            await _workspace.PutPlainAsync(schedule.Path, schedule.Content, cancellationToken);
            return null;
        }, cancellationToken);
    }

    /// <summary>Waits for what an earlier run began.</summary>
    private async Task<string?> SettleAsync(string path, CancellationToken cancellationToken)
    {
        for (var wait = TimeSpan.FromSeconds(0.5); ; wait = TimeSpan.FromSeconds(Math.Min(10, wait.TotalSeconds * 1.5)))
        {
            var found = await _workspace.FindAsync(path, cancellationToken);
            var state = found?["properties"]?["provisioningState"]?.GetValue<string>();
            if (state is "Succeeded") return "begun by an earlier run";
            if (state is not ("Creating" or "Updating" or "Scaling"))
            {
                throw new Azure.RequestFailedException(0,
                    $"An earlier run began it, and it ended as '{state ?? "gone"}'. Publish again to write it anew.",
                    "EarlierRunFailed", null);
            }

            await Task.Delay(wait, cancellationToken);
        }
    }

    private async Task<bool> StepAsync(
        string kind, string name, string? version, string verb, string path, Func<Task<string?>> work,
        CancellationToken cancellationToken, PublishStage done = PublishStage.Done)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            Report(PublishStage.Started, kind, name, version);
            var detail = await work();
            Report(done, kind, name, version, detail);
            return true;
        }
        catch (Exception e) when (ArmFailure.IsAzure(e, cancellationToken))
        {
            var label = version is null ? name : $"{name}:{version}";
            var failure = ArmFailure.Of(e, $"{verb} {kind} {label}", $"{_workspace.WorkspaceId}/{path}");
            lock (_failures) _failures.Add(failure);
            Report(PublishStage.Failed, kind, name, version, failure.AzureMessage);
            return false;
        }
        finally
        {
            _gate.Release();
        }
    }

    private void Report(PublishStage stage, string kind, string name, string? version, string? detail = null) =>
        _progress?.Report(new PublishEvent(stage, kind, name, version, detail));
}
