using System.Text.Json.Nodes;

namespace MlopsInfra.AzurePolicy.Language;

/// <summary>An expression of the template language, as it stands in a policy between brackets.</summary>
internal abstract record PolicyExpression
{
    /// <summary>A text, a number.</summary>
    /// <param name="Value">The value.</param>
    public sealed record Literal(JsonNode? Value) : PolicyExpression;

    /// <summary>A function and its arguments.</summary>
    /// <param name="Function">The name as written; functions are compared ignoring case.</param>
    /// <param name="Arguments">The arguments.</param>
    public sealed record Call(string Function, IReadOnlyList<PolicyExpression> Arguments) : PolicyExpression;

    /// <summary>A property or an element.</summary>
    /// <param name="Target">Of what.</param>
    /// <param name="Key">Its name or number.</param>
    public sealed record Member(PolicyExpression Target, PolicyExpression Key) : PolicyExpression;
}
