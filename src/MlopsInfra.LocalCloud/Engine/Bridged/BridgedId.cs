namespace MlopsInfra.LocalCloud.Engine.Bridged;

/// <summary>How ids are made.</summary>
internal enum BridgedId
{
    /// <summary>A GUID.</summary>
    Guid,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Inputs, joined by colons.</summary>
    Composite,
}
