using System.Collections.Immutable;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine;

/// <summary>What a deployment does, or in a preview would do, to one resource.</summary>
public sealed record ResourceStep
{
    /// <summary>What happens.</summary>
    public required StepOperation Operation { get; init; }

    /// <summary>The resource's URN.</summary>
    public required string Urn { get; init; }

    /// <summary>Its type token, as in <c>azure-native:storage:StorageAccount</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Its name in the program.</summary>
    public required string Name { get; init; }

    /// <summary>Whether a provider manages it; false for components and the stack.</summary>
    public required bool IsCustom { get; init; }

    /// <summary>Its id; null for components and for what does not exist yet.</summary>
    public string? Id { get; init; }

    /// <summary>The URN of its parent; null for the stack itself.</summary>
    public string? Parent { get; init; }

    /// <summary>The reference <c>URN::ID</c> of its provider; null for components.</summary>
    public string? Provider { get; init; }

    /// <summary>The inputs before, as checked by the provider; null if there was no resource. Secrets are marked.</summary>
    public PropertyMap? OldInputs { get; init; }

    /// <summary>
    /// The inputs after, as checked by the provider; null if it is deleted. Secrets are marked; previews may hold unknowns.
    /// </summary>
    public PropertyMap? NewInputs { get; init; }

    /// <summary>The outputs before; null if there was no resource.</summary>
    public PropertyMap? OldOutputs { get; init; }

    /// <summary>The outputs after, as far as known; null while the step is not finished, and for a deletion.</summary>
    public PropertyMap? Outputs { get; init; }

    /// <summary>
    /// Every property that changes, in the order of the provider's diff; empty unless it is updated or replaced.
    /// </summary>
    public ImmutableArray<PropertyDifference> Changes { get; init; } = [];

    /// <summary>For a preview that lacks values: every property of which it can't tell whether it changes.</summary>
    public ImmutableArray<UncomparedProperty> NotCompared { get; init; } = [];

    /// <summary>
    /// For a replacement, why, where it is no change of a property: as in <c>the replacement of X</c>; otherwise null.
    /// </summary>
    public string? ReplacementReason { get; init; }

    /// <summary>For a replacement: whether the old resource is deleted before the new one is created.</summary>
    public bool DeletesFirst { get; init; }

    /// <summary>
    /// URNs of all resources that it depends on: through inputs, <c>dependsOn</c>; without parent and provider.
    /// </summary>
    public ImmutableArray<string> Dependencies { get; init; } = [];

    /// <summary>For each input that comes from other resources: their URNs.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> PropertyDependencies { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Whether it is protected against deletion.</summary>
    public bool Protect { get; init; }

    /// <summary>When its work began (UTC).</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When its work ended (UTC); null while it is under way.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Why it failed; null if it did not.</summary>
    public DeploymentError? Error { get; init; }
}
