using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.Functions;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;

/// <summary>The default of a parameter, the only place where the clock and chance may be asked.</summary>
/// <param name="outer">The template.</param>
/// <param name="now">The time.</param>
internal sealed class DefaultScope(ITemplateScope outer, DateTimeOffset now) : ITemplateScope
{
    /// <inheritdoc/>
    public bool TryCall(TemplateExpression.Call call, IReadOnlyList<JsonNode?> arguments, out JsonNode? value)
    {
        if (call.Is("utcNow") && arguments.Count <= 1)
        {
            value = arguments.Count > 0 ? DateFunctions.Format(now, TemplateValues.Text(arguments[0]))
                : now.UtcDateTime.ToString("yyyyMMddTHHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture);
            return true;
        }

        if (!call.Is("newGuid") || arguments.Count > 0) return outer.TryCall(call, arguments, out value);
        value = Guid.NewGuid().ToString();
        return true;
    }
}
