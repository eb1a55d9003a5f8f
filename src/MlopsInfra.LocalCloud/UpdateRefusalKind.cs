namespace MlopsInfra.LocalCloud;

/// <summary>What Azure does about a change that it will not make.</summary>
public enum UpdateRefusalKind
{
    /// <summary>It refuses the update.</summary>
    Refused,

    /// <summary>The new value is known only afterwards: Azure refuses the update if it is another one.</summary>
    RefusedIfChanged,

    /// <summary>It takes the update and leaves this value as it was.</summary>
    Ignored,
}
