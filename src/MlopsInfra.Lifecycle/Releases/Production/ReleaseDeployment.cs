using Azure.Core;
using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Releases.Production;

/// <summary>The deployment of a release, without traffic.</summary>
/// <param name="endpoint">The endpoint.</param>
/// <param name="state">What the release knows.</param>
internal sealed class ReleaseDeployment(OnlineEndpoint endpoint, ReleaseState state)
{
    /// <summary>Makes it, unless it is there and answers; waits for one that is on its way.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">It fails; has the last lines of its log.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var release = state.Release!;
        if (new EndpointSituation(endpoint, release, state.Image!.Reference).IsDeployed) return;
        var clock = new StepClock(state.Progress, ProductionSteps.Deploy, $"{endpoint.Name}/{release}");
        try
        {
            await LifecycleEnvironment.GuardAsync($"deploying {release} to {endpoint.Name}",
                () => DeployAsync(release, cancellationToken), cancellationToken);
            clock.Done($"{endpoint.Name}/{release} answers, with {endpoint.Share(release)} % of the traffic");
        }
        catch (LifecycleException exception)
        {
            throw clock.Failed(new LifecycleException(exception.Code, exception.Message, exception)
            {
                Log = await endpoint.LogAsync(release, cancellationToken),
            });
        }
    }

    private async Task DeployAsync(string release, CancellationToken cancellationToken)
    {
        await endpoint.WaitAsync(release, cancellationToken);
        var situation = new EndpointSituation(endpoint, release, state.Image!.Reference);
        if (situation.IsDeployed) return;
        if (situation.Deployment is not null && endpoint.Share(release) > 0)
            throw new LifecycleException(EndpointChange.Changed,
                $"The deployment {release} of {endpoint.Name} is not what the release made ({situation.Deployment.State}, image "
                    + $"{situation.Deployment.Image ?? "unknown"}), and has {endpoint.Share(release)} % of the traffic: somebody "
                    + "changed it by hand. Give its traffic to another one, and release again.");
        var body = new DeploymentBody(state);
        var version = state.Target.InWorkspace(body.EnvironmentPath);
        if (await state.Target.Arm.FindAsync(version, cancellationToken) is null)
            await state.Target.Arm.SendAsync(RequestMethod.Put, version, body.EnvironmentVersion(), cancellationToken);
        if (state.Options.Collector == CollectorKind.AzureML)
            await new CollectedData(state.Target, release).RegisterAsync(cancellationToken);
        await endpoint.DeployAsync(release, await body.DeploymentAsync(endpoint.Location, cancellationToken), cancellationToken);
        await endpoint.WaitAsync(release, cancellationToken);
        if (!new EndpointSituation(endpoint, release, state.Image.Reference).IsDeployed)
            throw new LifecycleException("DeploymentFailed", $"The deployment {release} of {endpoint.Name} ended as "
                + $"{endpoint.Deployments.GetValueOrDefault(release)?.State ?? "gone"}.");
    }
}
