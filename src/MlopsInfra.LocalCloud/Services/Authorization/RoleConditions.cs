using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Authorization;

/// <summary>
/// Conditions of role assignments: version 2.0, and a text that can be an expression. What it says is not evaluated.
/// </summary>
internal static class RoleConditions
{
    private static readonly string[] Attributes = ["@Resource[", "@Request[", "@Principal[", "@Environment["];

    /// <summary>Refuses a condition that can't be parsed.</summary>
    public static void Check(PutContext put)
    {
        if (put.Body.Text("properties.condition") is not { Length: > 0 } condition) return;
        var version = put.Body.Text("properties.conditionVersion");
        if (version is "2.0" && IsExpression(condition)) return;
        // The sentence is Azure's, its code is not published.
        throw new ArmException(400, "BadRequest", "The given role assignment condition is invalid.", "properties.condition");
    }

    private static bool IsExpression(string condition) =>
        TextBalance.Mistake(condition) is null
        && (Attributes.Any(attribute => condition.Contains(attribute, StringComparison.OrdinalIgnoreCase))
            || condition.Contains("ActionMatches{", StringComparison.OrdinalIgnoreCase));
}
