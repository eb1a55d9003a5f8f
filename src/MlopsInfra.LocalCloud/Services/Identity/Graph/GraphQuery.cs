using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;

namespace MlopsInfra.LocalCloud.Services.Identity.Graph;

/// <summary>The query options of Microsoft Graph's lists. What is not understood is refused.</summary>
internal static partial class GraphQuery
{
    private const int LargestPage = 999;
    private const string Any = "/any";

    private static readonly string[] Texts =
        ["id", "appId", "displayName", "servicePrincipalType", "userPrincipalName", "mail", "mailNickname", "appDisplayName"];

    private static readonly string[] Lists = ["servicePrincipalNames", "alternativeNames", "identifierUris"];

    private static readonly string[] Options = ["$filter", "$select", "$top", "$skiptoken", "$count"];

    /// <summary>A page of a list.</summary>
    /// <param name="request">The request.</param>
    /// <param name="kind">What the list has, as in <c>users</c>.</param>
    /// <param name="all">All of it.</param>
    public static JsonObject Page(RestRequest request, string kind, IReadOnlyList<JsonObject> all)
    {
        var found = request.Query("$filter") is { Length: > 0 } filter ? [.. all.Where(Compile(filter))] : all;
        var skipped = Number(request, "$skiptoken", 0, int.MaxValue) ?? 0;
        var size = Number(request, "$top", 1, LargestPage) ?? LargestPage;
        var page = new JsonObject { ["@odata.context"] = Context(kind) };
        if (request.Query("$count") == "true") page["@odata.count"] = found.Count;
        if (skipped + size < found.Count) page["@odata.nextLink"] = Next(request, skipped + size);
        page["value"] = new JsonArray([.. found.Skip(skipped).Take(size).Select(each => Select(request, each))]);
        return page;
    }

    /// <summary>One object.</summary>
    /// <param name="request">The request.</param>
    /// <param name="kind">What it is one of, as in <c>users</c>.</param>
    /// <param name="found">The object.</param>
    public static JsonObject One(RestRequest request, string kind, JsonObject found)
    {
        var shown = Select(request, found);
        shown.Insert(0, "@odata.context", Context($"{kind}/$entity"));
        return shown;
    }

    /// <summary>Refuses options that are not served.</summary>
    /// <param name="request">The request.</param>
    public static void RequireKnownOptions(RestRequest request)
    {
        var unknown = request.Http.Request.Query.Keys.FirstOrDefault(key =>
            key.StartsWith('$') && !Options.Contains(key, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
            throw GraphError.Bad($"The local cloud does not serve the query option '{unknown}' of Microsoft Graph.");
    }

    private static Func<JsonObject, bool> Compile(string filter)
    {
        try
        {
            return Vocabulary().Compile(FilterParser.Parse(AnyOf().Replace(filter, "${list}/any(${value})")));
        }
        catch (FilterSyntaxException exception)
        {
            throw GraphError.Bad($"Unsupported or invalid query filter clause specified: '{filter}': {exception.Message}.");
        }
    }

    private static FilterVocabulary<JsonObject> Vocabulary()
    {
        var vocabulary = new FilterVocabulary<JsonObject> { HasNot = true };
        foreach (var name in Texts) vocabulary.With(name, each => each.Text(name), "startswith");
        foreach (var name in Lists)
            vocabulary.WithCall(name + Any, wanted => each =>
                each[name] is JsonArray values && values.Any(value => Is(value, wanted)));
        return vocabulary;
    }

    private static bool Is(JsonNode? value, string? wanted) =>
        value is JsonValue text && text.GetValue<string>().Equals(wanted, StringComparison.OrdinalIgnoreCase);

    private static JsonObject Select(RestRequest request, JsonObject found)
    {
        var copy = found.DeepClone().AsObject();
        if (request.Query("$select") is not { Length: > 0 } select) return copy;
        var names = select.Split(',', StringSplitOptions.TrimEntries);
        foreach (var (name, _) in found)
        {
            if (name != "@odata.type" && !names.Contains(name, StringComparer.OrdinalIgnoreCase)) copy.Remove(name);
        }

        return copy;
    }

    private static int? Number(RestRequest request, string option, int least, int most)
    {
        if (request.Query(option) is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
            ? number : throw GraphError.Bad($"Invalid value '{text}' of the query option '{option}'.");
    }

    private static string Next(RestRequest request, int skipped)
    {
        var others = request.Http.Request.Query.Where(pair => pair.Key != "$skiptoken")
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value.ToString())}&");
        return request.Absolute(FormattableString.Invariant($"{request.Info.Path}?{string.Concat(others)}$skiptoken={skipped}"));
    }

    private static string Context(string kind) => $"https://{AzureHosts.Graph}/v1.0/$metadata#{kind}";

    // The condition on the members of a list, of the only form that is asked.
    [GeneratedRegex("""(?<list>[A-Za-z]+)/any\(\s*(?<item>[A-Za-z]+)\s*:\s*\k<item>\s+eq\s+(?<value>'(?:[^']|'')*')\s*\)""")]
    private static partial Regex AnyOf();
}
