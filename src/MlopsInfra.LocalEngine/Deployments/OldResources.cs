using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>Finds the old resource that a registration continues.</summary>
internal static class OldResources
{
    /// <summary>
    /// The old record under its present URN; null if the resource is new. A renamed one is renamed in the state.
    /// </summary>
    public static async Task<ResourceRecord?> ClaimAsync(this DeploymentRun run, RegisteredResource resource)
    {
        if (!run.Resources.TryClaim(resource, out var old)) return null;
        resource.ContinuedUrn = old.Urn;
        if (old.Urn == resource.Urn) return old;
        if (!run.IsPreview) await run.Ledger.ApplyAsync(new StateChange.Rename(old.Urn, resource.Urn));
        return old with { Urn = resource.Urn };
    }
}
