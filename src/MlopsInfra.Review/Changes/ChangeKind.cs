namespace MlopsInfra.Review.Changes;

/// <summary>What happens to a resource, worst first.</summary>
public enum ChangeKind
{
    /// <summary>It is deleted.</summary>
    Deleted,

    /// <summary>A new one takes its place, and the old one is deleted.</summary>
    Replaced,

    /// <summary>It is changed in place.</summary>
    Changed,

    /// <summary>It is created.</summary>
    Created,

    /// <summary>It exists, and the stack takes it over.</summary>
    Imported,

    /// <summary>The stack lets go of it; it stays where it is.</summary>
    Forgotten,
}
