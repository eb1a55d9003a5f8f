using System.Globalization;
using System.Text.RegularExpressions;

namespace MlopsInfra.Policies;

/// <summary>The requirements that rules are made of.</summary>
internal static class Requirements
{
    private const string PrivateEndpoint = "azure-native:network:PrivateEndpoint";
    private const string DiagnosticSetting = "azure-native:monitor:DiagnosticSetting";

    public static Requirement True { get; } = OneOf("true");

    public static Requirement False { get; } = OneOf("false");

    /// <summary>Left out, or false.</summary>
    public static Requirement FalseOrNotSet { get; } =
        Requirement.OfValue("be false or left out", value => value.IsMissing || Is(value, "false"));

    public static Requirement Set { get; } = Requirement.OfValue("be set", value => !value.IsMissing);

    public static Requirement NotSet { get; } = Requirement.OfValue("be left out", value => value.IsMissing);

    public static Requirement OneOf(params string[] allowed) => Requirement.OfValue(
        $"be {string.Join(" or ", allowed)}", value => allowed.Any(choice => Is(value, choice)));

    /// <summary>Anything but these, and not left out.</summary>
    public static Requirement OtherThan(params string[] refused) => Requirement.OfValue(
        $"be set, and not {string.Join(" or ", refused)}",
        value => !value.IsMissing && !refused.Any(choice => Is(value, choice)));

    public static Requirement AtLeast(int least) => Requirement.OfValue(
        $"be at least {least}",
        value => double.TryParse(value.Text, CultureInfo.InvariantCulture, out var number) && number >= least);

    /// <summary>The text, or one element of the list, contains it.</summary>
    public static Requirement Contains(string part) => Requirement.OfValue(
        $"contain {part}", value => value.Texts.Any(text => text.Contains(part, StringComparison.OrdinalIgnoreCase)));

    public static Requirement Matches(Regex pattern, string text) =>
        Requirement.OfValue(text, value => value.Text is { } name && pattern.IsMatch(name));

    /// <summary>A private endpoint leads to this part of the resource.</summary>
    public static Requirement PrivateEndpointTo(string subResource) => Requirement.OfGraph(
        $"be served by a private endpoint to '{subResource}'",
        (resource, _, all) => all.OfType(PrivateEndpoint).Any(endpoint =>
            InputPath.Find(endpoint.Inputs, "privateLinkServiceConnections[*].groupIds")
                .Any(groups => groups.Texts.Contains(subResource))
            && InputPath.Find(endpoint.Inputs, "privateLinkServiceConnections[*].privateLinkServiceId")
                .Any(target => DeclaredResources.MayLeadTo(target, resource))));

    /// <summary>
    /// A diagnostic setting sends the resource's logs to Log Analytics; with no categories given, a group of all of them.
    /// </summary>
    /// <param name="below">Part of the resource, as in <c>/blobServices/default</c>; null for the resource itself.</param>
    /// <param name="categories">Categories that have to be among them.</param>
    public static Requirement LogsSent(string? below = null, params string[] categories) => Requirement.OfGraph(
        categories.Length == 0
            ? "send all of its logs to Log Analytics" : $"send its logs {string.Join(", ", categories)} to Log Analytics",
        (resource, _, all) => all.OfType(DiagnosticSetting).Any(setting =>
            DeclaredResources.MayLeadTo(InputPath.Find(setting.Inputs, "resourceUri")[0], resource, below)
            && !InputPath.Find(setting.Inputs, "workspaceId")[0].IsMissing
            && Sends(setting, categories)));

    /// <summary>Another resource refers to this one by one of its inputs.</summary>
    public static Requirement ReferredToBy(string type, string property, string text) => Requirement.OfGraph(
        text,
        (resource, _, all) => all.OfType(type).Any(other =>
            InputPath.Find(other.Inputs, property).Any(reference => DeclaredResources.MayLeadTo(reference, resource))));

    private static bool Sends(DeclaredResource setting, string[] categories)
    {
        var groups = InputPath.Find(setting.Inputs, "logs[*].categoryGroup");
        if (groups.Any(group => Is(group, "allLogs"))) return true;
        var sent = InputPath.Find(setting.Inputs, "logs[*].category").Select(category => category.Text)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return categories.Length > 0 && categories.All(sent.Contains);
    }

    private static bool Is(InputValue value, string text) => string.Equals(value.Text, text, StringComparison.OrdinalIgnoreCase);
}
