using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.LocalCloud.Simulation;

/// <summary>A resource that a deployment creates or changes.</summary>
/// <param name="Step">What the engine did.</param>
/// <param name="Duration">How long Azure takes for it.</param>
/// <param name="WaitsFor">URNs of the resources that the program lets it wait for.</param>
internal sealed record SimulatedResource(ResourceStep Step, TypicalDuration Duration, IReadOnlyList<string> WaitsFor)
{
    public string Urn => Step.Urn;

    public TimeSpan Time => Duration.Time;
}
