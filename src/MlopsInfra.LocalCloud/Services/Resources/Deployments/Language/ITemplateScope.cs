using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

/// <summary>What an expression can ask for besides its arguments: parameters, variables, the place it is deployed to.</summary>
internal interface ITemplateScope
{
    /// <summary>Calls a function that depends on where the expression stands.</summary>
    /// <param name="call">The call as written.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="value">The result.</param>
    /// <returns>Whether it is one of these.</returns>
    bool TryCall(TemplateExpression.Call call, IReadOnlyList<JsonNode?> arguments, out JsonNode? value);
}
