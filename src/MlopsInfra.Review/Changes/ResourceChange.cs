using System.Collections.Immutable;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.Review.Changes;

/// <summary>What happens to one resource of the cloud.</summary>
public sealed record ResourceChange
{
    /// <summary>What happens.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>The resource's URN.</summary>
    public required string Urn { get; init; }

    /// <summary>Its type token.</summary>
    public required string Type { get; init; }

    /// <summary>The resource before; null for one that is created.</summary>
    public ResourceRecord? Before { get; init; }

    /// <summary>The resource after; null for one that is deleted or forgotten.</summary>
    public ResourceRecord? After { get; init; }

    /// <summary>The properties that change, by path; empty for what is created or deleted.</summary>
    public ImmutableArray<ChangedProperty> Properties { get; init; } = [];

    /// <summary>Why it is replaced, where no property is the cause; otherwise null.</summary>
    public string? Reason { get; init; }

    /// <summary>For what is replaced: whether the old one is deleted before the new one is created.</summary>
    public bool DeletesFirst { get; init; }

    /// <summary>Its name in the program.</summary>
    public string Name => StackSnapshot.NameOf(Urn);

    /// <summary>
    /// Whether it is replaced only because something else is: nothing of its own forces it, and what a deployment learns on the
    /// way may well be what it was.
    /// </summary>
    public bool IsDraggedAlong => Kind == ChangeKind.Replaced
        && !Properties.Any(property => property is { ForcesReplacement: true, IsKnownOnlyAfterwards: false });

    /// <summary>What is lost with it; null if it holds no data or is not lost.</summary>
    public string? DataAtRisk => IsLost && Before is { RetainOnDelete: false } ? DataHolders.ContentOf(Type) : null;

    /// <summary>Whether <c>protect</c> keeps a deployment from doing this.</summary>
    public bool IsProtected => IsLost && Before is { Protect: true };

    private bool IsLost => Kind is ChangeKind.Deleted or ChangeKind.Replaced;
}
