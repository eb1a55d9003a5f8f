using MlopsInfra.PostDeploy.Arm;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Links;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>The steps that put deployments behind the batch endpoint.</summary>
/// <param name="work">What is wanted.</param>
/// <param name="workspace">Where.</param>
/// <param name="targets">What links are resolved to.</param>
internal sealed class BatchSteps(BatchWork work, WorkspaceClient workspace, LinkTargets targets)
{
    private readonly Settling _settling = new(workspace);

    /// <summary>Where the endpoint is invoked; known for a new one once the steps are done.</summary>
    public string? ScoringUri { get; private set; } = work.Endpoint.ScoringUri;

    /// <summary>The steps in their order.</summary>
    /// <param name="stepsOf">The steps that register assets.</param>
    public IEnumerable<PublishStep> All(Func<IReadOnlyList<Asset>, IReadOnlyList<PublishStep>> stepsOf)
    {
        var last = Endpoint();
        if (last is not null) yield return last;
        // An endpoint refuses to be changed twice at a time.
        foreach (var deployment in work.Deployments)
        {
            last = Deployment(deployment, [.. stepsOf(deployment.Needs), .. last is null ? [] : new[] { last }]);
            yield return last;
        }

        yield return last = Default(last is null ? [] : [last]);
        // Older deployments go one after the other, and only once they are no longer the default.
        foreach (var name in work.Pruned) yield return last = Prune(name, last);
    }

    // An endpoint that is there and settled is no step before the deployment; its default is one after it.
    private PublishStep? Endpoint()
    {
        var endpoint = work.Endpoint;
        if (endpoint.IsMissing)
        {
            return new PublishStep(PublishKind.Endpoint, endpoint.Name, null, endpoint.Path, [], async stop =>
            {
                await workspace.PutPlainAsync(endpoint.Path, endpoint.Body(deployment: null), stop);
                return null;
            });
        }

        return Settling.IsNeeded(endpoint.State)
            ? new PublishStep(PublishKind.Endpoint, endpoint.Name, null, endpoint.Path, [],
                stop => _settling.RunAsync(endpoint.Path, stop)) { Verb = "wait for" }
            : null;
    }

    private PublishStep Deployment(BatchDeploymentWork deployment, IReadOnlyList<PublishStep> needs)
    {
        var path = BatchDeploymentWork.PathOf(work.Endpoint.Name, deployment.Name);
        if (deployment.IsMissing)
        {
            return new PublishStep(PublishKind.Deployment, deployment.Name, deployment.Hash, path, needs, async stop =>
            {
                await workspace.PutPlainAsync(path, deployment.Body(targets), stop);
                return null;
            });
        }

        return new PublishStep(PublishKind.Deployment, deployment.Name, deployment.Hash, path, needs,
            Settling.IsNeeded(deployment.State) ? stop => _settling.RunAsync(path, stop) : null) { Verb = "wait for" };
    }

    private PublishStep Default(IReadOnlyList<PublishStep> before)
    {
        var (endpoint, deployment) = (work.Endpoint, work.Default);
        // What a new endpoint is described as was written when it was made.
        var isAsWanted = deployment is null && endpoint.IsMissing;
        return new PublishStep(PublishKind.Endpoint, endpoint.Name, null, endpoint.Path, before,
            isAsWanted || !endpoint.Differs(deployment) ? null : async stop =>
            {
                await workspace.PutPlainAsync(endpoint.Path, endpoint.Body(deployment), stop);
                var now = await workspace.FindAsync(endpoint.Path, stop);
                ScoringUri = now?["properties"]?["scoringUri"]?.GetValue<string>();
                return deployment is null ? null : $"default: {deployment}";
            }) { Verb = deployment is null ? "update" : "set the default deployment of" };
    }

    private PublishStep Prune(string name, PublishStep before)
    {
        var path = BatchDeploymentWork.PathOf(work.Endpoint.Name, name);
        return new PublishStep(PublishKind.Deployment, name, null, path, [before], async stop =>
        {
            await workspace.DeleteAsync(path, stop);
            return null;
        }) { Verb = "prune", Done = PublishStage.Pruned };
    }
}
