using System.Text.Json.Nodes;

namespace MlopsInfra.AzurePolicy.Language;

/// <summary>What an expression can ask for besides its arguments.</summary>
internal interface IPolicyScope
{
    /// <summary>Calls a function that looks at its surroundings, as <c>parameters</c> and <c>field</c> do.</summary>
    /// <param name="name">The function.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="value">What it says.</param>
    /// <returns>Whether there is such a function.</returns>
    bool TryCall(string name, IReadOnlyList<JsonNode?> arguments, out JsonNode? value);
}
