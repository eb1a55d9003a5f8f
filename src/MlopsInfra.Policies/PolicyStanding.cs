namespace MlopsInfra.Policies;

/// <summary>Why a built-in Azure Policy definition is violated.</summary>
public enum PolicyStanding
{
    /// <summary>It is knowingly not kept anywhere, at a price.</summary>
    Accepted,

    /// <summary>What it is meant for is kept by other means, or it asks for something of whoever assigns it.</summary>
    MetOtherwise,

    /// <summary>Dev and qa do not keep it; production does.</summary>
    Development,
}
