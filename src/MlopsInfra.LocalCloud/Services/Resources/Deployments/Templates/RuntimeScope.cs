using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;
using static MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.TemplateValues;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;

/// <summary>Where deployed resources may be asked: the properties of resources, and outputs.</summary>
/// <param name="outer">The template.</param>
/// <param name="answers">What was asked before.</param>
/// <param name="resources">The resources of the template, which may be named.</param>
internal sealed class RuntimeScope(ITemplateScope outer, TemplateAnswers answers, PlannedResources resources) : ITemplateScope
{
    /// <summary>Whether a function is one that asks a resource by a POST, as <c>listKeys</c>.</summary>
    /// <param name="function">Its name.</param>
    public static bool IsList(string function) =>
        function.StartsWith("list", StringComparison.OrdinalIgnoreCase) && function.Length > "list".Length;

    /// <inheritdoc/>
    public bool TryCall(TemplateExpression.Call call, IReadOnlyList<JsonNode?> arguments, out JsonNode? value)
    {
        value = null;
        switch (call.Function.ToLowerInvariant())
        {
            case "reference" when arguments.Count is >= 1 and <= 3:
                value = Reference(arguments);
                return true;
            case "references" when arguments.Count is 1 or 2:
                JsonNode?[] more = arguments.Count > 1 ? [null, arguments[1]] : [];
                value = List(resources.OfLoop(Text(arguments[0])).Select(each => Reference([each.Id, .. more])));
                return true;
            case "resourceinfo" when arguments.Count == 1:
                var info = resources.Find(Text(arguments[0])) ?? throw NotDefined(Text(arguments[0]));
                value = new JsonObject { ["id"] = info.Id, ["name"] = info.Id[(info.Id.LastIndexOf('/') + 1)..],
                    ["type"] = info.Type, ["apiVersion"] = info.ApiVersion };
                return true;
            case var name when IsList(name) && arguments.Count is >= 1 and <= 3:
                var (id, version) = Target(arguments);
                value = answers[new TemplateQuestion(id, version, call.Function,
                    arguments.Count > 2 ? arguments[2]?.ToJsonString(JsonText.Options) : null)];
                return true;
            default:
                return outer.TryCall(call, arguments, out value);
        }
    }

    private JsonNode? Reference(IReadOnlyList<JsonNode?> arguments)
    {
        var isFull = arguments.Count > 2 && Text(arguments[2]).Equals("Full", StringComparison.OrdinalIgnoreCase);
        var (id, version) = Target(arguments);
        var shown = answers[new TemplateQuestion(id, version, null, null)];
        return isFull ? shown : shown?["properties"] ?? new JsonObject();
    }

    // Something of the template by its symbol, its name or its id, or anything by its id.
    private (string Id, string? ApiVersion) Target(IReadOnlyList<JsonNode?> arguments)
    {
        var text = Text(arguments[0]);
        var version = arguments.Count > 1 && arguments[1] is { } given ? Text(given) : null;
        if (resources.Find(text) is { } known) return (known.Id, version ?? known.ApiVersion);
        if (!text.StartsWith('/')) throw NotDefined(text);
        return version is not null ? (text, version) : throw new TemplateException(
            $"The resource '{text}' is not defined in the template, so that an api-version has to be given. Please see "
                + "https://aka.ms/arm-resource-functions/#reference for usage details.");
    }

    private static TemplateException NotDefined(string name) => new(
        $"The resource referenced '{name}' is not defined in the template. Please see https://aka.ms/arm-syntax for usage "
            + "details.");
}
