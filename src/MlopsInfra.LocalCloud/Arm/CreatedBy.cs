namespace MlopsInfra.LocalCloud.Arm;

/// <summary>What brings resources of a type into being.</summary>
internal enum CreatedBy
{
    /// <summary>A PUT, and nothing else.</summary>
    Put,

    /// <summary>The creation of the parent, under the name <c>default</c>, as with the blob service of an account.</summary>
    Parent,

    /// <summary>The first of its children, as with the container of an asset's versions.</summary>
    FirstChild,
}
