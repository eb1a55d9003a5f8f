using System.Text.Json.Nodes;
using MlopsInfra.AzurePolicy.Language;

namespace MlopsInfra.AzurePolicy.Evaluation;

/// <summary>Looks for the resource that AuditIfNotExists and DeployIfNotExists ask for.</summary>
internal static class RelatedResources
{
    /// <summary>Whether there is one that meets the condition.</summary>
    /// <exception cref="PolicyLanguageException">The details can't be read.</exception>
    public static bool Exist(AppliedPolicy policy, PolicyResource resource, PolicySurroundings surroundings)
    {
        if (policy.Definition.Details is not JsonObject details || JsonValues.Text(details["type"]) is not { } type)
            throw new PolicyLanguageException("The effect does not say what to look for (details.type).");
        var scope = new EvaluationScope(policy, resource, surroundings);
        var name = Text(details["name"], scope);
        var condition = details["existenceCondition"];
        return surroundings.Resources.Where(other => other.Is(type) && IsWithin(other, resource, details, scope)
                && (name is null || name.Equals(other.Name, StringComparison.OrdinalIgnoreCase)
                    || name.Equals(other.FullName, StringComparison.OrdinalIgnoreCase)))
            .Any(other => condition is null
                || PolicyConditions.Holds(condition, new EvaluationScope(policy, other, surroundings)));
    }

    // A part of the resource, an extension of it, or the resource itself; anything else is looked for in the group, or in the
    // subscription.
    private static bool IsWithin(PolicyResource other, PolicyResource resource, JsonObject details, EvaluationScope scope)
    {
        var type = other.Type;
        if (type.Equals(resource.Type, StringComparison.OrdinalIgnoreCase) && details["name"] is null
            && details["existenceScope"] is null) return Same(other.Id, resource.Id);
        var isBelow = other.Id.StartsWith(resource.Id + "/", StringComparison.OrdinalIgnoreCase);
        if (type.StartsWith(resource.Type + "/", StringComparison.OrdinalIgnoreCase) || IsExtension(other)) return isBelow;
        if (string.Equals(JsonValues.Text(details["existenceScope"]), "subscription", StringComparison.OrdinalIgnoreCase))
            return true;
        var group = Text(details["resourceGroupName"], scope) ?? resource.ResourceGroup;
        return group is null
            ? resource.Is(PolicySurroundings.ResourceGroupType) && isBelow : Same(other.ResourceGroup ?? "", group);
    }

    private static bool IsExtension(PolicyResource other) => other.Id.Split("/providers/").Length > 2;

    private static string? Text(JsonNode? value, EvaluationScope scope) => JsonValues.Text(Expressions.Resolve(value, scope));

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
