using System.Collections.Immutable;
using MlopsInfra.LocalEngine;
using MlopsInfra.Review.Changes;
using MlopsInfra.Review.Durations;
using MlopsInfra.Review.Rights;
using MlopsInfra.Review.Security;

namespace MlopsInfra.Review;

/// <summary>What a reviewer wants to know of a change to a stack.</summary>
public sealed record StackReview
{
    /// <summary>The stack before the change; empty if there was none.</summary>
    public required StackSnapshot Before { get; init; }

    /// <summary>The stack after the change.</summary>
    public required StackSnapshot After { get; init; }

    /// <summary>What the stack before is: whose commit, or which other state.</summary>
    public required ComparedState Base { get; init; }

    /// <summary>What the stack after is.</summary>
    public required ComparedState Head { get; init; }

    /// <summary>What happens to the resources.</summary>
    public required ChangeList Changes { get; init; }

    /// <summary>What the cloud will not do of it, worst first.</summary>
    public required ImmutableArray<PlanFinding> Findings { get; init; }

    /// <summary>The rights that are given and taken.</summary>
    public required RightsChange Rights { get; init; }

    /// <summary>The rules of the security baseline that are broken and mended.</summary>
    public required SecurityChange Security { get; init; }

    /// <summary>How long the deployment may be expected to take.</summary>
    public required ExpectedDuration Duration { get; init; }

    /// <summary>The stack's name.</summary>
    public string Stack => After.Stack;

    /// <summary>Puts a review together.</summary>
    /// <param name="before">The stack before.</param>
    /// <param name="preview">The steps of a preview against it.</param>
    /// <param name="after">The stack after.</param>
    /// <param name="facts">What has to be known of the cloud.</param>
    /// <param name="head">What the stack after is.</param>
    /// <param name="base">What the stack before is; null: the local stack.</param>
    public static StackReview Of(
        StackSnapshot before, IEnumerable<ResourceStep> preview, StackSnapshot after, ICloudFacts facts,
        ComparedState? head = null, ComparedState? @base = null)
    {
        IReadOnlyList<ResourceStep> steps = [.. preview];
        var changes = ChangeList.Of(before, steps, after);
        var findings = steps.SelectMany(step => facts.FindingsOf(step, after.Find(step.Urn)));
        return new StackReview
        {
            Before = before,
            After = after,
            Base = @base ?? ComparedState.LocalStack,
            Head = head ?? ComparedState.Program(null),
            Changes = changes,
            Findings = [.. findings.OrderBy(finding => finding.Kind).ThenBy(finding => finding.Urn, StringComparer.Ordinal)
                .ThenBy(finding => finding.Path, StringComparer.Ordinal)],
            Rights = RightsChange.Between(before, after, facts),
            Security = SecurityChange.Between(before, after),
            Duration = ExpectedDuration.Of(changes, before, after, facts),
        };
    }
}
