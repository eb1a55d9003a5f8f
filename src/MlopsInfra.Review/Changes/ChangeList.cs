using System.Collections.Immutable;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.Review.Changes;

/// <summary>What a deployment would do to the resources of the cloud.</summary>
public sealed record ChangeList
{
    /// <summary>
    /// The changes: by kind, worst first; in each the causes before what is replaced because of them, and what puts data at risk
    /// first; then by URN.
    /// </summary>
    public required ImmutableArray<ResourceChange> Changes { get; init; }

    /// <summary>How many resources stay as they are.</summary>
    public required int Unchanged { get; init; }

    /// <summary>The changes that lose data.</summary>
    public IEnumerable<ResourceChange> AtRisk => Changes.Where(change => change.DataAtRisk is not null);

    /// <summary>The changes that a deployment refuses, as their resources are protected.</summary>
    public IEnumerable<ResourceChange> Protected => Changes.Where(change => change.IsProtected);

    /// <summary>The changes of one kind.</summary>
    /// <param name="kind">The kind.</param>
    public IEnumerable<ResourceChange> Of(ChangeKind kind) => Changes.Where(change => change.Kind == kind);

    /// <summary>Reads the steps of a preview. What is done and why is theirs: the engine and the provider decided it.</summary>
    /// <param name="before">The stack before.</param>
    /// <param name="preview">The steps of a preview against it.</param>
    /// <param name="after">The stack after: gives the values that a preview does not know.</param>
    public static ChangeList Of(StackSnapshot before, IEnumerable<ResourceStep> preview, StackSnapshot after)
    {
        var changes = new List<ResourceChange>();
        var unchanged = 0;
        foreach (var step in preview.Where(step => step.IsCustom && !step.Type.StartsWith("pulumi:", StringComparison.Ordinal)))
        {
            if (KindOf(step.Operation) is { } kind) changes.Add(Of(kind, step, before, after));
            else if (step.Operation == StepOperation.Same) unchanged++;
        }

        return new ChangeList
        {
            Changes =
            [
                .. changes.OrderBy(change => change.Kind).ThenBy(change => change.IsDraggedAlong)
                    .ThenBy(change => change.DataAtRisk is null).ThenBy(change => change.Urn, StringComparer.Ordinal),
            ],
            Unchanged = unchanged,
        };
    }

    private static ChangeKind? KindOf(StepOperation operation) => operation switch
    {
        StepOperation.Create => ChangeKind.Created,
        StepOperation.Update => ChangeKind.Changed,
        StepOperation.Replace => ChangeKind.Replaced,
        StepOperation.Delete => ChangeKind.Deleted,
        StepOperation.Import => ChangeKind.Imported,
        StepOperation.Forget => ChangeKind.Forgotten,
        // The old one of a replacement is part of the replacement; what is the same or only read is no change.
        _ => null,
    };

    private static ResourceChange Of(ChangeKind kind, ResourceStep step, StackSnapshot before, StackSnapshot after)
    {
        var now = kind is ChangeKind.Deleted or ChangeKind.Forgotten ? null : after.Find(step.Urn);
        // With an alias the resource had another URN before; its id is still the same.
        var old =
            kind is ChangeKind.Created ? null : before.Find(step.Urn) ?? (step.Id is null ? null : before.FindById(step.Id));
        return new ResourceChange
        {
            Kind = kind,
            Urn = step.Urn,
            Type = step.Type,
            Before = old,
            After = now,
            Reason = step.ReplacementReason,
            DeletesFirst = step.DeletesFirst,
            Properties =
            [
                .. step.Changes.Select(change => Of(change, now))
                    .OrderByDescending(change => change.ForcesReplacement).ThenBy(change => change.Path, StringComparer.Ordinal),
            ],
        };
    }

    private static ChangedProperty Of(PropertyDifference difference, ResourceRecord? now)
    {
        var isUnknown = difference.New is { ContainsUnknowns: true };
        var value =
            isUnknown && now is not null ? PropertyPath.Parse(difference.Path).Get(now.Inputs) ?? difference.New : difference.New;
        return new ChangedProperty(difference.Path, difference.Old, value, difference.ForcesReplacement, isUnknown);
    }
}
