using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.Review.Changes;

namespace MlopsInfra.Review;

/// <summary>What a review has to know of the cloud, and can't read off the resources.</summary>
public interface ICloudFacts
{
    /// <summary>The name of a role that the cloud itself defines; null if it defines none with this id.</summary>
    /// <param name="roleDefinitionId">The id of the role definition, or its GUID.</param>
    string? RoleName(string roleDefinitionId);

    /// <summary>How long a resource's creation typically takes.</summary>
    /// <param name="resource">The resource.</param>
    TimeSpan TypicalDuration(ResourceRecord resource);

    /// <summary>What the cloud will not do of a step.</summary>
    /// <param name="step">A step of a preview.</param>
    /// <param name="after">The resource after the step, with all values known; null if it is not there any more.</param>
    IEnumerable<PlanFinding> FindingsOf(ResourceStep step, ResourceRecord? after);
}
