using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>Cuts a list into pages with <c>nextLink</c>.</summary>
internal static class Page
{
    private const int Size = 100;

    /// <summary>
    /// One page: <c>$top</c> or <c>$maxpagesize</c> elements (at most 100, if nothing else is said), from where the
    /// <c>$skipToken</c> (<c>$skip</c> in Azure ML) of the last <c>nextLink</c> says.
    /// </summary>
    public static JsonObject Of<T>(RestRequest request, IReadOnlyList<T> all, Func<T, JsonObject> show, int most = Size)
    {
        var size = Math.Min(most, Number(request, "$top") ?? Number(request, "$maxpagesize") ?? most);
        var skip = Number(request, "$skip") ?? Number(request, "$skipToken") ?? 0;
        // By place: what was read before is not made again.
        var places = Enumerable.Range(Math.Min(skip, all.Count), Math.Clamp(all.Count - skip, 0, size));
        var page = new JsonObject { ["value"] = new JsonArray([.. places.Select(place => Loose(show(all[place])))]) };
        if (skip < all.Count - size) page["nextLink"] = NextLink(request, skip + size);
        return page;
    }

    /// <summary>A list that is answered whole, however long it is.</summary>
    /// <param name="values">All of it.</param>
    public static JsonObject Whole(IEnumerable<JsonNode> values) => new() { ["value"] = new JsonArray([.. values]) };

    // What stands in another document can't stand in this one as well.
    private static JsonNode Loose(JsonObject shown) => shown.Parent is null ? shown : shown.DeepClone();

    private static int? Number(RestRequest request, string name)
    {
        if (request.Query(name) is not { Length: > 0 } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && (number > 0 || name.StartsWith("$skip", StringComparison.Ordinal))
            ? number
            : throw new ArmException(400, "InvalidQueryParameterValue",
                $"The value '{text}' of query parameter '{name}' is invalid.", name);
    }

    private static string NextLink(RestRequest request, int skip)
    {
        var query = request.Http.Request.Query
            .Where(pair => !pair.Key.StartsWith("$skip", StringComparison.OrdinalIgnoreCase))
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value));
        return QueryHelpers.AddQueryString(
            request.Absolute(request.Http.Request.PathBase + request.Http.Request.Path),
            query.Append(KeyValuePair.Create("$skip", (string?)skip.ToString(CultureInfo.InvariantCulture))));
    }
}
