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

    /// <summary>What is exempted from assignments, this one's among them.</summary>
    public IReadOnlyList<PolicyExemption> Exemptions { get; init; } = [];

    /// <summary>What it does, unless its assignment overrides that.</summary>
    /// <exception cref="PolicyLanguageException">The effect is an expression that can't be judged.</exception>
    public PolicyEffect Effect => Parsed(EffectName(Definition.Effect));

    /// <summary>What it does with a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <exception cref="PolicyLanguageException">The effect is none that can be judged.</exception>
    public PolicyEffect EffectOn(PolicyResource resource)
    {
        var name = EffectName(Assignment?.EffectFor(Reference, resource) ?? Definition.Effect);
        var effect = Parsed(name);
        if (effect is PolicyEffect.Disabled) return effect;
        if (!Definition.IsEvaluated)
            throw new PolicyLanguageException($"Its mode is {Definition.Mode}, which is about what is inside of a resource.");
        return effect is not PolicyEffect.Other
            ? effect
            : throw new PolicyLanguageException($"Its effect is {name}, which does nothing when a resource is deployed.");
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

    /// <summary>Whether it is about a resource: its assignment reaches it, and no exemption does.</summary>
    internal bool Reaches(PolicyResource resource, PolicySurroundings surroundings) =>
        (Assignment?.Reaches(resource, Reference, surroundings) ?? true)
        && !Exemptions.Any(exemption => exemption.Exempts(this, resource, surroundings));

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

    private string EffectName(string text) => PolicyExpressionParser.IsExpression(text)
        ? JsonValues.Text(Expressions.Evaluate(PolicyExpressionParser.Parse(text), new ParameterScope(this))) ?? "" : text;

    private static PolicyEffect Parsed(string name) =>
        Enum.TryParse<PolicyEffect>(name, ignoreCase: true, out var effect) ? effect : PolicyEffect.Other;
}
