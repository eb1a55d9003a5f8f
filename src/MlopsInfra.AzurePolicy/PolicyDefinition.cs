using System.Text.Json.Nodes;

namespace MlopsInfra.AzurePolicy;

/// <summary>A policy definition.</summary>
/// <param name="Id">Its id: a GUID for a built-in one, the full id for one's own.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="Mode"><c>All</c> and <c>Indexed</c> judge resources; others are of data planes and not judged here.</param>
/// <param name="Parameters">Its parameters as declared: type, default, allowed values.</param>
/// <param name="If">Which resources it is about.</param>
/// <param name="Effect">What it does with those: a name, or an expression.</param>
/// <param name="Details">What the effect needs to know; null for nothing.</param>
public sealed record PolicyDefinition(string Id, string DisplayName, string Mode, JsonObject Parameters, JsonObject If,
    string Effect, JsonNode? Details)
{
    /// <summary>The last part of the id: what tells a definition apart wherever it stands.</summary>
    public string Key => Id[(Id.LastIndexOf('/') + 1)..];

    /// <summary>Whether it judges resources of Azure Resource Manager.</summary>
    public bool IsEvaluated =>
        Mode.Equals("All", StringComparison.OrdinalIgnoreCase) || Mode.Equals("Indexed", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it can be assigned so that it refuses requests.</summary>
    public bool CanDeny => Parameters.Any(parameter => parameter.Value?["allowedValues"] is JsonArray allowed
        && allowed.Any(value => value is JsonValue && "deny".Equals(value.ToString(), StringComparison.OrdinalIgnoreCase)))
        || Effect.Equals("deny", StringComparison.OrdinalIgnoreCase);
}
