using System.Text.Json.Nodes;

namespace MlopsInfra.AzurePolicy;

/// <summary>An initiative: a set of definitions that are assigned together.</summary>
/// <param name="Id">Its id.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="Parameters">Its parameters as declared.</param>
/// <param name="Members">The definitions in it.</param>
public sealed record PolicyInitiative(string Id, string DisplayName, JsonObject Parameters,
    IReadOnlyList<PolicyInitiative.Member> Members)
{
    /// <summary>The last part of the id.</summary>
    public string Key => Id[(Id.LastIndexOf('/') + 1)..];

    /// <summary>A definition in an initiative.</summary>
    /// <param name="DefinitionId">Id of the definition.</param>
    /// <param name="Reference">What the initiative calls it; null for nothing.</param>
    /// <param name="Parameters">Values of the definition's parameters, which may be expressions of the initiative's.</param>
    public sealed record Member(string DefinitionId, string? Reference, JsonObject Parameters);
}
