using System.Collections.Immutable;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Providers;

/// <summary>The question of <see cref="IProvider.CheckAsync"/>.</summary>
/// <param name="Urn">The resource's URN.</param>
/// <param name="Type">Its type token.</param>
/// <param name="Name">Its name in the program; automatic names start with it.</param>
/// <param name="OldInputs">The checked inputs of the last deployment; null for a new resource.</param>
/// <param name="NewInputs">What the program says now; may hold unknowns in a preview. Secrets are marked.</param>
/// <param name="IsPreview">Whether nothing is going to be changed.</param>
/// <param name="RandomSeed">The same for the same URN in the same stack: makes automatic names repeatable.</param>
public sealed record CheckRequest(string Urn, string Type, string Name, PropertyMap? OldInputs, PropertyMap NewInputs,
    bool IsPreview, ImmutableArray<byte> RandomSeed)
{
    /// <summary>
    /// What a creation of this resource was known by that was cut off (<see cref="CreateRequest.RequestId"/>): an automatic name
    /// that it has taken is free for it. Null if none was.
    /// </summary>
    public string? InterruptedRequestId { get; init; }
}
