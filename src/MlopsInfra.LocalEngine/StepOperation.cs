namespace MlopsInfra.LocalEngine;

/// <summary>What happens to one resource.</summary>
public enum StepOperation
{
    /// <summary>Nothing: it is what it should be.</summary>
    Same,

    /// <summary>It is created.</summary>
    Create,

    /// <summary>It is changed in place.</summary>
    Update,

    /// <summary>A new one takes its place; the old one is deleted before or after that (<see cref="DeleteReplaced"/>).</summary>
    Replace,

    /// <summary>It is deleted, as the program no longer has it or everything is destroyed.</summary>
    Delete,

    /// <summary>The old one of a replacement is deleted. Not counted in <see cref="StepCounts"/>: the replacement is.</summary>
    DeleteReplaced,

    /// <summary>It is looked up only; somebody else owns it.</summary>
    Read,

    /// <summary>It exists and is taken over.</summary>
    Import,

    /// <summary>
    /// It is dropped from the state while it stays in the cloud (<c>retainOnDelete</c>, or a resource that was only read).
    /// </summary>
    Forget,
}
