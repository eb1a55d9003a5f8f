using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Engine.Bridged;

/// <summary>What a type of Azure DevOps or GitHub has besides its schema.</summary>
/// <param name="Id">How its ids are made.</param>
/// <param name="IdParts">The inputs that a composite id is made of.</param>
internal sealed record BridgedType(BridgedId Id, params string[] IdParts)
{
    /// <summary>The properties that name other resources.</summary>
    public BridgedReference[] References { get; init; } = [];

    /// <summary>The inputs that together can't be there twice; empty: no such rule.</summary>
    public string[] Unique { get; init; } = [];

    /// <summary>Whether the package says that an old one always has to go before its replacement comes.</summary>
    public bool DeleteBeforeReplace { get; init; }

    /// <summary>The input that is a name, and the rule for it; null if there is none.</summary>
    public (string Property, NamingRule Rule)? Name { get; init; }
}
