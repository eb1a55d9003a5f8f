namespace MlopsInfra.Components;

/// <summary>
/// What a stack does with the parts of a project or repository that all environments share. One stack manages them; the others
/// use them.
/// </summary>
public enum SharedParts
{
    /// <summary>
    /// The project or repository exists, and another stack (or a person) looks after it: only the environment's parts are added.
    /// </summary>
    Use,

    /// <summary>The project or repository exists, and this stack looks after what is in it: rules, pipelines, feed.</summary>
    Manage,

    /// <summary>As <see cref="Manage"/>, and the project or repository itself is created.</summary>
    Create,
}
