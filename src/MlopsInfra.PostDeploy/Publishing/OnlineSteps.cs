using MlopsInfra.PostDeploy.Arm;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Links;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>
/// The steps that make an online endpoint, put its deployments behind it and route the traffic once all of them are there. Where
/// one of them fails, the traffic stays as it was.
/// </summary>
/// <param name="work">What is wanted.</param>
/// <param name="workspace">Where.</param>
/// <param name="targets">What links are resolved to.</param>
internal sealed class OnlineSteps(OnlineWork work, WorkspaceClient workspace, LinkTargets targets)
{
    private readonly Settling _settling = new(workspace);

    /// <summary>The steps in their order.</summary>
    /// <param name="stepsOf">The steps that register assets.</param>
    public IEnumerable<PublishStep> All(Func<IReadOnlyList<Asset>, IReadOnlyList<PublishStep>> stepsOf)
    {
        var last = Endpoint();
        yield return last;
        // An endpoint refuses to be changed twice at a time: 409.
        foreach (var deployment in work.Deployments)
            yield return last = Deployment(deployment, [.. stepsOf(deployment.Needs), last]);
        if (work.Endpoint.RoutesOtherwise) yield return Route(last);
    }

    private PublishStep Endpoint()
    {
        var endpoint = work.Endpoint;
        if (endpoint.Differs)
        {
            return new PublishStep(PublishKind.OnlineEndpoint, endpoint.Name, null, endpoint.Path, [], async stop =>
            {
                if (!endpoint.IsMissing) await SettleAsync(endpoint.State, endpoint.Path, stop);
                await workspace.PutPlainAsync(endpoint.Path, endpoint.Body(routed: false), stop);
                return null;
            }) { Verb = endpoint.IsMissing ? "create" : "update" };
        }

        return new PublishStep(PublishKind.OnlineEndpoint, endpoint.Name, null, endpoint.Path, [],
            Settling.IsNeeded(endpoint.State) ? stop => _settling.RunAsync(endpoint.Path, stop) : null) { Verb = "wait for" };
    }

    private PublishStep Deployment(OnlineDeploymentWork deployment, IReadOnlyList<PublishStep> needs) =>
        deployment.Op == PublishOperation.Same
            ? new PublishStep(PublishKind.OnlineDeployment, deployment.FullName, deployment.Hash, deployment.Path, needs,
                Settling.IsNeeded(deployment.State) ? stop => _settling.RunAsync(deployment.Path, stop) : null)
            {
                Verb = "wait for",
            }
            : new PublishStep(PublishKind.OnlineDeployment, deployment.FullName, deployment.Hash, deployment.Path, needs,
                async stop =>
                {
                    if (!deployment.HasFailed) await SettleAsync(deployment.State, deployment.Path, stop);
                    await workspace.PutPlainAsync(deployment.Path, deployment.Body(targets), stop);
                    return null;
                })
            {
                Verb = deployment.Op == PublishOperation.Update ? "update" : "create",
            };

    // What is being changed can't be changed once more: 409.
    private Task SettleAsync(string? state, string path, CancellationToken cancellationToken) =>
        Settling.IsNeeded(state) ? _settling.RunAsync(path, cancellationToken) : Task.CompletedTask;

    private PublishStep Route(PublishStep before)
    {
        var endpoint = work.Endpoint;
        return new PublishStep(PublishKind.OnlineEndpoint, endpoint.Name, null, endpoint.Path, [before], async stop =>
        {
            var body = endpoint.Body(routed: true);
            await workspace.PutPlainAsync(endpoint.Path, body, stop);
            var shares = body["properties"]!["traffic"]!.AsObject().Select(share => $"{share.Key} {share.Value} %");
            return $"traffic: {string.Join(", ", shares)}";
        }) { Verb = "route the traffic of" };
    }
}
