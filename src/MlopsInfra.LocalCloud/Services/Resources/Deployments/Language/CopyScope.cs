using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

/// <summary>One pass of a loop.</summary>
/// <param name="Outer">What is around it.</param>
/// <param name="Loop">The name of the loop.</param>
/// <param name="Index">Which pass it is, from 0.</param>
/// <param name="IsProperty">Whether it makes the elements of a property, so that its name has to be given.</param>
internal sealed record CopyScope(ITemplateScope Outer, string Loop, int Index, bool IsProperty = false) : ITemplateScope
{
    /// <inheritdoc/>
    public bool TryCall(TemplateExpression.Call call, IReadOnlyList<JsonNode?> arguments, out JsonNode? value)
    {
        value = null;
        if (!call.Is("copyIndex")) return Outer.TryCall(call, arguments, out value);
        var name = arguments.Count > 0 && TemplateValues.TypeOf(arguments[0]) == "String"
            ? TemplateValues.Text(arguments[0]) : null;
        if (name is null ? IsProperty : !name.Equals(Loop, StringComparison.OrdinalIgnoreCase))
            return Outer.TryCall(call, arguments, out value);
        var offset = arguments.Count > (name is null ? 0 : 1) ? TemplateValues.Integer(arguments[^1]) : 0;
        value = Index + offset;
        return true;
    }
}
