using System.Text.Json.Nodes;

namespace MlopsInfra.AzurePolicy.Language;

/// <summary>An expression that sees parameters only, as that of an effect.</summary>
/// <param name="policy">The policy.</param>
internal sealed class ParameterScope(AppliedPolicy policy) : IPolicyScope
{
    /// <inheritdoc/>
    public bool TryCall(string name, IReadOnlyList<JsonNode?> arguments, out JsonNode? value)
    {
        value = null;
        if (!name.Equals("parameters", StringComparison.OrdinalIgnoreCase)) return false;
        value = policy.Parameter(JsonValues.Text(arguments[0]) ?? "");
        return true;
    }
}
