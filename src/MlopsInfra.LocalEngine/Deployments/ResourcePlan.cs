using System.Collections.Immutable;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>What is to happen to a custom resource.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Inputs">The checked inputs.</param>
internal sealed record ResourcePlan(StepOperation Operation, PropertyMap Inputs)
{
    /// <summary>The properties that change.</summary>
    public ImmutableArray<PropertyDifference> Changes { get; init; } = [];

    /// <summary>The properties of which it can't be told.</summary>
    public ImmutableArray<UncomparedProperty> NotCompared { get; init; } = [];

    /// <summary>Why it is replaced, where it is no property's change.</summary>
    public string? ReplacementReason { get; init; }

    /// <summary>Whether a replacement deletes the old one first.</summary>
    public bool DeleteBeforeReplace { get; init; }
}
