using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.Review.Changes;

namespace MlopsInfra.Review.Tests.Support;

/// <summary>
/// A cloud that knows two roles, and creates anything in as many seconds as its type token says after a <c>#</c>, otherwise in
/// ten.
/// </summary>
internal sealed class SampleFacts : ICloudFacts
{
    public string? RoleName(string roleDefinitionId) => roleDefinitionId[(roleDefinitionId.LastIndexOf('/') + 1)..] switch
    {
        Sample.Reader => "Storage Blob Data Reader",
        Sample.Contributor => "Storage Blob Data Contributor",
        _ => null,
    };

    public TimeSpan TypicalDuration(ResourceRecord resource) =>
        TimeSpan.FromSeconds(resource.Type.Split('#') is [_, var seconds] ? int.Parse(seconds) : 10);

    /// <summary>What it is told that the cloud will not do.</summary>
    public IReadOnlyList<PlanFinding> Findings { get; init; } = [];

    public IEnumerable<PlanFinding> FindingsOf(ResourceStep step, ResourceRecord? after) =>
        Findings.Where(finding => finding.Urn == step.Urn);
}
