namespace MlopsInfra.LocalEngine.Values;

/// <summary>What happened to a property.</summary>
public enum PropertyChangeKind
{
    /// <summary>It was not there before.</summary>
    Add,

    /// <summary>It is gone.</summary>
    Delete,

    /// <summary>Its value differs.</summary>
    Update,
}
