using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace MlopsInfra.Cli.Doctor;

/// <summary>What one role assignment allows on the control plane.</summary>
/// <param name="Actions">Actions, with stars.</param>
/// <param name="NotActions">What of them it does not allow.</param>
internal sealed record Permission(IReadOnlyList<string> Actions, IReadOnlyList<string> NotActions)
{
    /// <summary>Reads an element of Azure's answer.</summary>
    public static Permission Of(JsonNode node) => new(Texts(node["actions"]), Texts(node["notActions"]));

    /// <summary>Whether it allows an action. A star stands for any text, slashes included.</summary>
    public bool Allows(string action) =>
        Actions.Any(pattern => Matches(pattern, action)) && !NotActions.Any(pattern => Matches(pattern, action));

    // A file name pattern with stars alone is Azure's pattern: no question marks or backslashes occur in actions.
    private static bool Matches(string pattern, string action) =>
        FileSystemName.MatchesSimpleExpression(pattern, action, ignoreCase: true);

    private static IReadOnlyList<string> Texts(JsonNode? node) => [.. (node as JsonArray ?? []).Select(text => (string)text!)];
}
