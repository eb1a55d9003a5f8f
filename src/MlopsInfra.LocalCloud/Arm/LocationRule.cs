namespace MlopsInfra.LocalCloud.Arm;

/// <summary>What a type whose schema has a region says of it.</summary>
internal enum LocationRule
{
    /// <summary>It has to be given.</summary>
    Required,

    /// <summary>It may be left out.</summary>
    Optional,

    /// <summary>It has to be given, and may be <c>global</c>.</summary>
    MayBeGlobal,
}
