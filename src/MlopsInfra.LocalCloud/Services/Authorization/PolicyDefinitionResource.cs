using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Authorization;

/// <summary>Custom policies: a rule that is one ("Azure Policy definition structure"). What it says is not evaluated.</summary>
internal sealed class PolicyDefinitionResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Authorization/policyDefinitions";

    private static readonly string[] Effects =
    [
        "addToNetworkGroup", "append", "audit", "auditIfNotExists", "deny", "denyAction", "deployIfNotExists", "disabled",
        "manual", "modify", "mutate",
    ];

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = AuthorizationNames.Policy("definition");

    public override void CheckPut(PutContext put)
    {
        if (put.Body.At("properties.policyRule") is not JsonObject rule) throw Invalid("there is none");
        if (rule.At("if") is not JsonObject) throw Invalid("'if' is missing");
        if (rule.Text("then.effect") is not { } effect) throw Invalid("'then' has no effect");
        if (!IsExpression(effect) && !Effects.Contains(effect, StringComparer.OrdinalIgnoreCase))
            throw Invalid($"the effect '{effect}' is none; there are {string.Join(", ", Effects)}");
        var parameters = Parameters(put.Body);
        if (ParameterOf(effect) is { } name && parameters?.ContainsKey(name) != true)
            throw Invalid($"the effect is that of the parameter '{name}', which there is not");
    }

    /// <summary>The parameters of a definition; null if it has none.</summary>
    /// <param name="definition">Its body.</param>
    public static JsonObject? Parameters(JsonObject definition) => definition.At("properties.parameters") as JsonObject;

    /// <summary>The effect of a definition that is assigned; null where that can't be told.</summary>
    /// <param name="definition">The body of the definition.</param>
    /// <param name="assignment">The body of the assignment.</param>
    public static string? EffectOf(JsonObject definition, JsonObject assignment)
    {
        var effect = definition.Text("properties.policyRule.then.effect");
        if (effect is null || !IsExpression(effect)) return effect;
        return ParameterOf(effect) is not { } name ? null
            : assignment.Text($"properties.parameters.{name}.value") ?? Parameters(definition)?.Text($"{name}.defaultValue");
    }

    private static bool IsExpression(string text) => text.StartsWith('[');

    // [parameters('effect')]
    private static string? ParameterOf(string effect) =>
        effect.Replace(" ", "", StringComparison.Ordinal).Split('\'') is ["[parameters(", var name, ")]"] ? name : null;

    private static ArmException Invalid(string why) =>
        new(400, "InvalidPolicyRule", $"Failed to parse policy rule: {why}.", "properties.policyRule");
}
