using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;
using static MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.TemplateValues;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;

/// <summary>Ids made of types and names. Source: "Resource functions for ARM templates".</summary>
internal static class ResourceIds
{
    private const string Groups = "Microsoft.Resources/resourceGroups";

    /// <summary>The part of an id that says type and names, as in <c>Microsoft.Storage/storageAccounts/data</c>.</summary>
    /// <exception cref="TemplateException">The type has another number of names.</exception>
    public static string Path(string function, string type, IReadOnlyList<string> names)
    {
        var parts = type.Split('/');
        if (parts.Length < 2 || parts.Length - 1 != names.Count)
        {
            throw new TemplateException(
                $"Unable to evaluate template language function '{function}': the type '{type}' requires '{parts.Length - 1}' "
                    + "resource name argument(s). Please see https://aka.ms/arm-resource-functions/#resourceid for usage "
                    + "details.");
        }

        return string.Join('/', parts.Take(1).Concat(parts.Skip(1).Zip(names, (part, name) => $"{part}/{name}")));
    }

    /// <summary>The id of something at a scope. A resource group stands in its subscription.</summary>
    public static string At(string scope, string type, IReadOnlyList<string> names) =>
        type.Equals(Groups, StringComparison.OrdinalIgnoreCase) && names.Count == 1 && scope.Length > 0
            ? $"/{string.Join('/', scope.Trim('/').Split('/').Take(2))}/resourceGroups/{names[0]}"
            : $"{scope.TrimEnd('/')}/providers/{Path("resourceId", type, names)}";

    /// <summary>Calls one of the functions that make ids; false if it is none of them.</summary>
    public static bool TryCall(TemplateExpression.Call call, IReadOnlyList<JsonNode?> arguments, DeploymentScope scope,
        out JsonNode? value)
    {
        value = null;
        switch (call.Function.ToLowerInvariant())
        {
            case "resourceid":
                var (before, type, names) = Split(call.Function, arguments);
                value = At(ScopeOf(before, scope), type, names);
                return true;
            case "subscriptionresourceid":
                (before, type, names) = Split(call.Function, arguments);
                value = At($"/subscriptions/{before.ElementAtOrDefault(0) ?? scope.SubscriptionId}", type, names);
                return true;
            case "tenantresourceid":
                (_, type, names) = Split(call.Function, arguments);
                value = $"/providers/{Path(call.Function, type, names)}";
                return true;
            case "extensionresourceid" when arguments.Count > 2:
                (_, type, names) = Split(call.Function, [.. arguments.Skip(1)]);
                value = $"{Text(arguments[0]).TrimEnd('/')}/providers/{Path(call.Function, type, names)}";
                return true;
            default:
                return false;
        }
    }

    // A subscription, a group, or both may stand before the type: the first argument with a slash in it.
    private static (List<string> Before, string Type, List<string> Names) Split(string function,
        IReadOnlyList<JsonNode?> arguments)
    {
        var texts = arguments.Select(Text).ToList();
        var at = texts.FindIndex(text => text.Contains('/', StringComparison.Ordinal));
        if (at is < 0 or > 2) throw new TemplateException(
            $"Unable to evaluate template language function '{function}': a resource type is expected. Please see "
                + "https://aka.ms/arm-resource-functions/#resourceid for usage details.");
        return (texts[..at], texts[at], texts[(at + 1)..]);
    }

    private static string ScopeOf(List<string> before, DeploymentScope scope) => before switch
    {
        [var subscription, var group] => new DeploymentScope(subscription, group).Id,
        // To a subscription it is another one; in a group, another group.
        [var only] when scope.Group is null && Guid.TryParse(only, out _) => new DeploymentScope(only, null).Id,
        [var only] => (scope with { Group = only }).Id,
        _ => scope.Id,
    };
}
