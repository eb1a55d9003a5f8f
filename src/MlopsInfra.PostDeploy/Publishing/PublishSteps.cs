using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Arm;
using MlopsInfra.PostDeploy.Assets;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>The steps of a plan, each after what it needs.</summary>
internal sealed class PublishSteps
{
    private readonly PublishPlan _plan;
    private readonly WorkspaceClient _workspace;
    private readonly Uploader _uploader;
    private readonly List<PublishStep> _all = [];

    public PublishSteps(PublishPlan plan, WorkspaceClient workspace, Uploader uploader)
    {
        _plan = plan;
        _workspace = workspace;
        _uploader = uploader;
        var assets = new Dictionary<Asset, PublishStep>();
        // Assets come after what they need, so the steps of those are there already.
        foreach (var asset in plan.Graph.Assets) assets[asset] = Add(Register(asset, StepsOf(asset.Needs)));
        if (plan is { EndpointWork: { } endpoint, DeploymentWork: { } deployment }) Deploy(endpoint, deployment);
        foreach (var schedule in plan.ScheduleWork) Add(WriteSchedule(schedule, StepsOf(schedule.Needs)));

        IReadOnlyList<PublishStep> StepsOf(IReadOnlyList<Asset> needs) => [.. needs.Select(needed => assets[needed])];

        void Deploy(EndpointWork endpoint, DeploymentWork deployment)
        {
            ScoringUri = endpoint.ScoringUri;
            (PreviousDeployment, Pruned) = deployment.After(endpoint.DefaultDeployment);
            var ready = WriteEndpoint(endpoint) is { } step ? Add(step) : null;
            var last = Add(WriteDeployment(endpoint, deployment,
                [.. StepsOf(deployment.Needs), .. ready is null ? [] : new[] { ready }]));
            last = Add(SetDefault(endpoint, deployment.Name, last));
            // Older deployments go one after the other, and only once they are no longer the default.
            foreach (var name in Pruned) last = Add(Prune(endpoint, name, last));
        }
    }

    public IReadOnlyList<PublishStep> All => _all;

    /// <summary>Where the endpoint is invoked; known for a new one once the steps are done.</summary>
    public string? ScoringUri { get; private set; }

    /// <summary>The deployment that is kept for a rollback; null if there is none.</summary>
    public string? PreviousDeployment { get; private set; }

    /// <summary>The deployments that go.</summary>
    public IReadOnlyList<string> Pruned { get; private set; } = [];

    private PublishStep Add(PublishStep step)
    {
        _all.Add(step);
        return step;
    }

    private PublishStep Register(Asset asset, IReadOnlyList<PublishStep> needs) =>
        new(asset.Kind, asset.Name, asset.Version, asset.Path, needs, !_plan.Missing.Contains(asset) ? null : async stop =>
        {
            var detail = await _uploader.UploadAsync(asset, stop);
            if (asset is not UploadAsset)
            {
                await _workspace.PutAsync(asset.Path,
                    new JsonObject { ["properties"] = asset.Properties(_plan.Targets) }, stop);
            }

            return detail;
        }) { Verb = asset is UploadAsset ? "upload" : "register" };

    // An endpoint that is there and settled is no step before the deployment; its default is one after it.
    private PublishStep? WriteEndpoint(EndpointWork endpoint)
    {
        if (endpoint.IsMissing)
        {
            return new PublishStep(PublishKind.Endpoint, endpoint.Name, null, endpoint.Path, [], async stop =>
            {
                await _workspace.PutPlainAsync(endpoint.Path, endpoint.Body(deployment: null), stop);
                return null;
            });
        }

        return endpoint.State is null or "Succeeded"
            ? null
            : new PublishStep(PublishKind.Endpoint, endpoint.Name, null, endpoint.Path, [],
                stop => SettleAsync(endpoint.Path, stop))
            {
                Verb = "wait for",
            };
    }

    private PublishStep WriteDeployment(EndpointWork endpoint, DeploymentWork deployment, IReadOnlyList<PublishStep> needs)
    {
        var path = DeploymentWork.PathOf(endpoint.Name, deployment.Name);
        if (deployment.IsMissing)
        {
            return new PublishStep(PublishKind.Deployment, deployment.Name, deployment.Hash, path, needs, async stop =>
            {
                await _workspace.PutAsync(path, deployment.Body(_plan.Targets), stop);
                return null;
            });
        }

        return new PublishStep(PublishKind.Deployment, deployment.Name, deployment.Hash, path, needs,
            deployment.State is null or "Succeeded" ? null : stop => SettleAsync(path, stop)) { Verb = "wait for" };
    }

    private PublishStep SetDefault(EndpointWork endpoint, string deployment, PublishStep before) =>
        new(PublishKind.Endpoint, endpoint.Name, null, endpoint.Path, [before],
            !endpoint.Differs(deployment) ? null : async stop =>
            {
                await _workspace.PutPlainAsync(endpoint.Path, endpoint.Body(deployment), stop);
                var now = await _workspace.FindAsync(endpoint.Path, stop);
                ScoringUri = now?["properties"]?["scoringUri"]?.GetValue<string>();
                return $"default: {deployment}";
            }) { Verb = "set the default deployment of" };

    private PublishStep Prune(EndpointWork endpoint, string name, PublishStep before)
    {
        var path = DeploymentWork.PathOf(endpoint.Name, name);
        return new PublishStep(PublishKind.Deployment, name, null, path, [before], async stop =>
        {
            await _workspace.DeleteAsync(path, stop);
            return null;
        }) { Verb = "prune", Done = PublishStage.Pruned };
    }

    private PublishStep WriteSchedule(ScheduleWork schedule, IReadOnlyList<PublishStep> needs) =>
        new(PublishKind.Schedule, schedule.Name, schedule.Hash, schedule.Path, needs,
            schedule.Op == PublishOperation.Same ? null : async stop =>
            {
                await _workspace.PutPlainAsync(schedule.Path, schedule.Body(_plan.Targets), stop);
                return null;
            }) { Verb = schedule.Op == PublishOperation.Update ? "update" : "create" };

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
}
