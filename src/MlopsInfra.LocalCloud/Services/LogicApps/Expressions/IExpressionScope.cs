using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

/// <summary>What expressions can look at besides their arguments: the trigger, actions, variables, parameters of a run.</summary>
internal interface IExpressionScope
{
    /// <summary>Calls a function that looks at the run.</summary>
    /// <param name="function">The name in lower case.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="value">What it returns.</param>
    /// <returns>False if it is no such function.</returns>
    /// <exception cref="ExpressionException">It can't be called like that.</exception>
    bool TryCall(string function, IReadOnlyList<JsonNode?> arguments, out JsonNode? value);
}
