using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

/// <summary>The query parameters of Azure ML lists.</summary>
internal static class AssetFilter
{
    public static IReadOnlyList<JsonObject> Apply(RestRequest request, IReadOnlyList<JsonObject> all)
    {
        IEnumerable<JsonObject> left = all;
        if (request.Query("hash") is { } hash)
            left = left.Where(asset => asset["properties"]?["properties"]?["hash_sha256"].AsText() == hash);
        if (request.Query("isDefault") is { } isDefault)
        {
            if (!bool.TryParse(isDefault, out var wanted))
                throw MachineLearningErrors.Invalid($"The isDefault '{isDefault}' is none of true, false.");
            left = left.Where(asset => Flag(asset, "isDefault") == wanted);
        }

        if (request.Query("tags") is { Length: > 0 } tags) left = left.Where(asset => HasTags(asset, tags));
        if (request.Query("jobType") is { } kind)
            left = left.Where(asset => kind.Equals(asset["properties"]?["jobType"].AsText(),
                StringComparison.OrdinalIgnoreCase));
        left = request.Query("listViewType") switch
        {
            null or "ActiveOnly" => left.Where(asset => !Flag(asset, "isArchived")),
            "ArchivedOnly" => left.Where(asset => Flag(asset, "isArchived")),
            "All" => left,
            var other => throw MachineLearningErrors.Invalid(
                $"The listViewType '{other}' is none of ActiveOnly, ArchivedOnly, All."),
        };
        if (request.Query("$orderBy")?.StartsWith("createdtime", StringComparison.OrdinalIgnoreCase) == true)
        {
            var newest = WorkspaceAssets.NewestFirst(left);
            left = request.Query("$orderBy")!.EndsWith("desc", StringComparison.OrdinalIgnoreCase) ? newest : newest.Reverse();
        }

        return [.. left];
    }

    // As in a,b=1: names, and values of those that have to have one.
    private static bool HasTags(JsonObject asset, string tags) => tags.Split(',').Select(tag => tag.Split('=', 2)).All(tag =>
        asset["properties"]?["tags"] is JsonObject has && has.TryGetPropertyValue(tag[0].Trim(), out var value)
            && (tag.Length == 1 || value.AsText() == tag[1]));

    private static bool Flag(JsonObject asset, string name) => asset.Flag($"properties.{name}") == true;
}
