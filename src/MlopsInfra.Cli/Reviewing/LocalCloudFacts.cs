using MlopsInfra.Cli.Rehearsing;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Services.Authorization;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.Review;
using MlopsInfra.Review.Changes;

namespace MlopsInfra.Cli.Reviewing;

/// <summary>What the local cloud knows of Azure, for a review.</summary>
/// <param name="cloud">A local cloud.</param>
internal sealed class LocalCloudFacts(EmbeddedCloud cloud) : ICloudFacts
{
    /// <inheritdoc/>
    public string? RoleName(string roleDefinitionId) => RoleNames.Find(roleDefinitionId);

    /// <inheritdoc/>
    public TimeSpan TypicalDuration(ResourceRecord resource) =>
        cloud.TypicalDurationOf(resource.Type, resource.Inputs).Time;

    /// <inheritdoc/>
    public IEnumerable<PlanFinding> FindingsOf(ResourceStep step, ResourceRecord? after) =>
        PlanFindings.Of(cloud, step, after?.Inputs);
}
