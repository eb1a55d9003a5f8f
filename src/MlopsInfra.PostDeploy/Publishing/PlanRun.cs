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
    private readonly PublishPlan plan;
    private readonly WorkspaceClient workspace;
    private readonly CodeUploader uploader;
    private readonly IProgress<PublishEvent>? progress;
    private readonly SemaphoreSlim gate;
    private readonly List<PublishException> failures = [];

    public PlanRun(PublishPlan plan, WorkspaceClient workspace, CodeUploader uploader, IProgress<PublishEvent>? progress, int parallelism)
    {
        this.plan = plan;
        this.workspace = workspace;
        this.uploader = uploader;
        this.progress = progress;
        gate = new SemaphoreSlim(parallelism);
    }

    public async Task<PublishResult> RunAsync(CancellationToken cancellationToken)
    {
        var tasks = new Dictionary<Asset, Task<bool>>();
        // Assets come after what they need, so the tasks of those are there already.
        foreach (var asset in plan.Graph.Assets) tasks[asset] = RegisterAsync(asset, [.. asset.Needs.Select(needed => tasks[needed])], cancellationToken);
        var endpoint = CreateEndpointAsync(cancellationToken);
        var deployment = DeployAsync(tasks[plan.Graph.Pipeline], endpoint, cancellationToken);
        var schedules = plan.ScheduleWork.Select(schedule => ScheduleAsync(
            schedule, schedule.Needs is null ? Task.FromResult(true) : tasks[schedule.Needs], cancellationToken)).ToArray();
        await Task.WhenAll([.. tasks.Values, endpoint, deployment, .. schedules]);
        if (failures.Count > 0)
        {
            var first = failures[0];
            throw new PublishException(first.Operation, first.ResourceId, first.Status, first.Code, first.AzureMessage, first.InnerException)
            {
                Others = [.. failures.Skip(1)],
            };
        }

        return await deployment ?? throw new InvalidOperationException("Nothing failed, yet nothing was deployed.");
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private async Task<bool> RegisterAsync(Asset asset, Task<bool>[] needed, CancellationToken cancellationToken)
    {
        if (!(await Task.WhenAll(needed)).All(done => done)) return false;
        if (!plan.Missing.Contains(asset))
        {
            Report(PublishStage.Unchanged, asset.Kind, asset.Name, asset.Version);
            return true;
        }

        return await StepAsync(asset.Kind, asset.Name, asset.Version, "register", asset.Path, async () =>
        {
            string? detail = null;
            if (asset is CodeAsset code)
            {
                await uploader.UploadAsync(code, (now, before) => detail = $"{now} files uploaded{(before > 0 ? $", {before} were there" : "")}", cancellationToken);
            }

            await workspace.PutAsync(asset.Path, new JsonObject { ["properties"] = asset.Properties(workspace.WorkspaceId, asset.Version) }, cancellationToken);
            return detail;
        }, cancellationToken);
    }

    private async Task<bool> CreateEndpointAsync(CancellationToken cancellationToken)
    {
        var endpoint = plan.EndpointWork;
        if (!endpoint.IsMissing)
        {
            return endpoint.State is null or "Succeeded"
                || await StepAsync("endpoint", endpoint.Name, null, "wait for", endpoint.Path, () => SettleAsync(endpoint.Path, cancellationToken), cancellationToken);
        }

        return await StepAsync("endpoint", endpoint.Name, null, "create", endpoint.Path, async () =>
        {
            await workspace.PutPlainAsync(endpoint.Path, endpoint.Body(deployment: null), cancellationToken);
            return null;
        }, cancellationToken);
    }

    /// <summary>The deployment; once it has succeeded it becomes the default, and then the older ones go.</summary>
    private async Task<PublishResult?> DeployAsync(Task<bool> pipeline, Task<bool> endpointThere, CancellationToken cancellationToken)
    {
        var (deployment, endpoint) = (plan.DeploymentWork, plan.EndpointWork);
        if (!(await Task.WhenAll(pipeline, endpointThere)).All(done => done)) return null;
        var path = DeploymentWork.PathOf(endpoint.Name, deployment.Name);
        if (deployment.IsMissing)
        {
            var created = await StepAsync("deployment", deployment.Name, deployment.Hash, "create", path, async () =>
            {
                await workspace.PutAsync(path, deployment.Body, cancellationToken);
                return null;
            }, cancellationToken);
            if (!created) return null;
        }
        else if (deployment.State is null or "Succeeded")
        {
            Report(PublishStage.Unchanged, "deployment", deployment.Name, deployment.Hash);
        }
        else if (!await StepAsync("deployment", deployment.Name, deployment.Hash, "wait for", path, () => SettleAsync(path, cancellationToken), cancellationToken))
        {
            return null;
        }

        return await MakeDefaultAsync(cancellationToken);
    }

    private async Task<PublishResult?> MakeDefaultAsync(CancellationToken cancellationToken)
    {
        var (deployment, endpoint) = (plan.DeploymentWork, plan.EndpointWork);
        var scoringUri = endpoint.ScoringUri;
        if (!endpoint.Differs(deployment.Name))
        {
            Report(PublishStage.Unchanged, "endpoint", endpoint.Name, null);
        }
        else
        {
            var moved = await StepAsync("endpoint", endpoint.Name, null, "set the default deployment of", endpoint.Path, async () =>
            {
                await workspace.PutPlainAsync(endpoint.Path, endpoint.Body(deployment.Name), cancellationToken);
                var now = await workspace.FindAsync(endpoint.Path, cancellationToken);
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
                await workspace.DeleteAsync(path, cancellationToken);
                return null;
            }, cancellationToken, PublishStage.Pruned);
            if (!gone) return null;
        }

        return new PublishResult(
            endpoint.Name, deployment.Name, scoringUri is null ? null : new Uri(scoringUri), kept, plan.Assets, old);
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
            await workspace.PutPlainAsync(schedule.Path, schedule.Content, cancellationToken);
            return null;
        }, cancellationToken);
    }

    /// <summary>Waits for what an earlier run began.</summary>
    private async Task<string?> SettleAsync(string path, CancellationToken cancellationToken)
    {
        for (var wait = TimeSpan.FromSeconds(0.5); ; wait = TimeSpan.FromSeconds(Math.Min(10, wait.TotalSeconds * 1.5)))
        {
            var found = await workspace.FindAsync(path, cancellationToken);
            var state = found?["properties"]?["provisioningState"]?.GetValue<string>();
            if (state is "Succeeded") return "begun by an earlier run";
            if (state is not ("Creating" or "Updating" or "Scaling"))
            {
                throw new Azure.RequestFailedException(0, $"An earlier run began it, and it ended as '{state ?? "gone"}'. Publish again to write it anew.", "EarlierRunFailed", null);
            }

            await Task.Delay(wait, cancellationToken);
        }
    }

    private async Task<bool> StepAsync(
        string kind, string name, string? version, string verb, string path, Func<Task<string?>> work,
        CancellationToken cancellationToken, PublishStage done = PublishStage.Done)
    {
        await gate.WaitAsync(cancellationToken);
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
            var failure = ArmFailure.Of(e, $"{verb} {kind} {label}", $"{workspace.WorkspaceId}/{path}");
            lock (failures) failures.Add(failure);
            Report(PublishStage.Failed, kind, name, version, failure.AzureMessage);
            return false;
        }
        finally
        {
            gate.Release();
        }
    }

    private void Report(PublishStage stage, string kind, string name, string? version, string? detail = null) =>
        progress?.Report(new PublishEvent(stage, kind, name, version, detail));
}
