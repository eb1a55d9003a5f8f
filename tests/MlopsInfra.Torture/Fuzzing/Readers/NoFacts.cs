using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.Review;
using MlopsInfra.Review.Changes;

namespace MlopsInfra.Torture.Fuzzing.Readers;

/// <summary>A cloud that nothing is known of.</summary>
internal sealed class NoFacts : ICloudFacts
{
    public static readonly NoFacts Instance = new();

    public string? RoleName(string roleDefinitionId) => null;

    public TimeSpan TypicalDuration(ResourceRecord resource) => TimeSpan.FromSeconds(1);

    public IEnumerable<PlanFinding> FindingsOf(ResourceStep step, ResourceRecord? after) => [];
}
