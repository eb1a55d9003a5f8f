using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

/// <summary>The body of a lambda, in which its variables have values.</summary>
/// <param name="outer">What is around it.</param>
/// <param name="variables">The variables.</param>
internal sealed class LambdaScope(ITemplateScope outer, IReadOnlyDictionary<string, JsonNode?> variables) : ITemplateScope
{
    /// <inheritdoc/>
    public bool TryCall(TemplateExpression.Call call, IReadOnlyList<JsonNode?> arguments, out JsonNode? value)
    {
        value = null;
        return (call.Is("lambdaVariables") && arguments is [var name]
            && variables.TryGetValue(TemplateValues.Text(name), out value)) || outer.TryCall(call, arguments, out value);
    }
}
