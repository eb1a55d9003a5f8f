using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using static MlopsInfra.LocalCloud.Services.MachineLearning.MachineLearningErrors;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Lists;

/// <summary>
/// The query parameters of Azure ML's lists: what they leave, and in which order. A value that means nothing is refused.
/// </summary>
internal static class ListQuery
{
    private static readonly string[] Counts = ["count", "pageSize"];

    /// <summary>What is left of a list.</summary>
    /// <param name="request">The request.</param>
    /// <param name="type">What the list is of.</param>
    /// <param name="all">All of it.</param>
    public static IReadOnlyList<JsonObject> Apply(RestRequest request, ResourceType type, IReadOnlyList<JsonObject> all)
    {
        IEnumerable<JsonObject> left = all;
        foreach (var filter in ListFilters.Of(type))
        {
            if (request.Query(filter.Name) is { Length: > 0 } value) left = left.Where(filter.Selects(value));
        }

        foreach (var name in Counts) Number(request, name);
        left = Ordered(request, type, left.Where(View(request, type)));
        return [.. left.Skip(Number(request, "offset") ?? 0)];
    }

    private static Func<JsonObject, bool> View(RestRequest request, ResourceType type)
    {
        // Schedules are not archived, but disabled.
        var isSchedule = type.LastName.Equals("schedules", StringComparison.OrdinalIgnoreCase);
        string[] views = isSchedule ? ["EnabledOnly", "DisabledOnly", "All"] : ["ActiveOnly", "ArchivedOnly", "All"];
        var asked = request.Query("listViewType") ?? views[0];
        var view = Array.FindIndex(views, each => each.Equals(asked, StringComparison.OrdinalIgnoreCase));
        if (view < 0) throw Invalid($"The listViewType '{asked}' is none of {string.Join(", ", views)}.");
        return resource => view == 2 || view == 1 == IsAside(resource);

        bool IsAside(JsonObject resource) => isSchedule ? resource.Flag("properties.isEnabled") == false
            : resource.Flag("properties.isArchived") == true;
    }

    // 'createdtime desc' of versions, 'CreatedAtDesc' of endpoints, a name of a datastore with 'orderByAsc' beside it.
    private static IEnumerable<JsonObject> Ordered(RestRequest request, ResourceType type, IEnumerable<JsonObject> left)
    {
        if ((request.Query("$orderBy") ?? request.Query("orderBy")) is not { Length: > 0 } order)
            return type.LastName.Equals("jobs", StringComparison.OrdinalIgnoreCase) ? WorkspaceAssets.NewestFirst(left) : left;
        var words = order.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (field, isDescending) = words switch
        {
            [var name] when name.EndsWith("desc", StringComparison.Ordinal) => (name[..^4], true),
            [var name] when name.EndsWith("asc", StringComparison.Ordinal) => (name[..^3], false),
            [var name] => (name, request.Query("orderByAsc") == "false"),
            [var name, "desc"] => (name, true),
            [var name, "asc"] => (name, false),
            _ => throw NoOrder(order),
        };
        var newest = field switch
        {
            "createdtime" or "createdat" or "createdtimeutc" => WorkspaceAssets.NewestFirst(left),
            "modifiedtime" or "lastmodifiedtime" or "updatedat" or "modifiedat" => [.. left
                .OrderByDescending(each => each.Text("systemData.lastModifiedAt"), StringComparer.Ordinal)
                .ThenByDescending(each => each.Text("name"), StringComparer.Ordinal)],
            "name" or "version" => (IReadOnlyList<JsonObject>)[.. left
                .OrderByDescending(each => each.Text("name"), StringComparer.OrdinalIgnoreCase)],
            _ => throw NoOrder(order),
        };
        return isDescending ? newest : newest.Reverse();
    }

    private static int? Number(RestRequest request, string name)
    {
        if (request.Query(name) is not { Length: > 0 } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw Invalid($"The {name} '{text}' is no whole number.");
    }

    private static Arm.ArmException NoOrder(string order) => Invalid(
        $"The order '{order}' is none of createdtime, modifiedtime, name, each with asc or desc.");
}
