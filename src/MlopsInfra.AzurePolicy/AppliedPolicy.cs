using System.Text.Json.Nodes;
using MlopsInfra.AzurePolicy.Language;

namespace MlopsInfra.AzurePolicy;

/// <summary>A definition with the values that it is assigned with.</summary>
/// <param name="Definition">The definition.</param>
/// <param name="Values">Values of its parameters; those left out have their defaults.</param>
public sealed record AppliedPolicy(PolicyDefinition Definition, IReadOnlyDictionary<string, JsonNode?> Values)
{
    /// <summary>The assignment; null where the definition is judged without one.</summary>
    public PolicyAssignment? Assignment { get; init; }

    /// <summary>What the initiative calls the definition; null outside of one.</summary>
    public string? Reference { get; init; }

    /// <summary>Whether the effect happens.</summary>
    public bool IsEnforced => Assignment?.IsEnforced ?? true;

    /// <summary>What it does.</summary>
    /// <exception cref="PolicyLanguageException">The effect is an expression that can't be judged.</exception>
    public PolicyEffect Effect
    {
        get
        {
            var text = Assignment?.EffectFor(Reference) ?? Definition.Effect;
            if (TemplateExpressionParser.IsExpression(text))
                text = JsonValues.Text(Expressions.Evaluate(TemplateExpressionParser.Parse(text), new ParameterScope(this)))
                    ?? "";
            return Enum.TryParse<PolicyEffect>(text, ignoreCase: true, out var effect) ? effect : PolicyEffect.Other;
        }
    }

    /// <summary>The same policy, assigned so that it refuses; null where it can't be.</summary>
    public AppliedPolicy? AsDeny()
    {
        if (!Definition.CanDeny || Effect is PolicyEffect.Deny) return null;
        // The effect is always a parameter: "[parameters('effect')]".
        var parameter = Definition.Effect.Split('\'') is [_, var name, ..] ? name : "effect";
        return this with { Values =
            new Dictionary<string, JsonNode?>(Values, StringComparer.OrdinalIgnoreCase) { [parameter] = "Deny" } };
    }

    /// <summary>A definition with its defaults.</summary>
    /// <param name="definition">The definition.</param>
    public static AppliedPolicy WithDefaults(PolicyDefinition definition) => new(definition, new Dictionary<string, JsonNode?>());

    /// <summary>The value of a parameter: as assigned, or its default; null where it has neither.</summary>
    internal JsonNode? Parameter(string name)
    {
        if (Values.FirstOrDefault(value => value.Key.Equals(name, StringComparison.OrdinalIgnoreCase)) is { Key: not null } given)
            return given.Value;
        return JsonValues.Property(Definition.Parameters, name) is JsonObject declared
            ? declared["defaultValue"]
            : throw new PolicyLanguageException($"The policy has no parameter '{name}'.");
    }
}
