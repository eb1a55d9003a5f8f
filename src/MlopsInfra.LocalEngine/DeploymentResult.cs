using System.Collections.Immutable;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine;

/// <summary>What a deployment did, or in a preview would do.</summary>
public sealed record DeploymentResult
{
    /// <summary>Name of the stack.</summary>
    public required string Stack { get; init; }

    /// <summary>What was asked for.</summary>
    public required DeploymentKind Kind { get; init; }

    /// <summary>Every step, in order of completion; default providers are left out.</summary>
    public required ImmutableArray<ResourceStep> Steps { get; init; }

    /// <summary>The counts of <see cref="Steps"/>.</summary>
    public required StepCounts Summary { get; init; }

    /// <summary>
    /// The stack's outputs; secrets are marked, a preview's unknown ones are <see cref="PropertyValue.Unknown"/>.
    /// </summary>
    public required PropertyMap Outputs { get; init; }

    /// <summary>Everything that went wrong, in order; empty if all went well.</summary>
    public required ImmutableArray<DeploymentError> Errors { get; init; }

    /// <summary>When it began (UTC).</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended (UTC).</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>Whether everything went well.</summary>
    public bool Succeeded => Errors.IsEmpty;
}
