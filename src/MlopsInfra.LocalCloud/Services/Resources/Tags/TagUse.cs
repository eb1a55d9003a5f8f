using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Resources.Tags;

/// <summary>How often a tag is used in a subscription.</summary>
/// <param name="Subscription">The subscription.</param>
/// <param name="Name">The tag.</param>
/// <param name="Values">Its values, each with how many resources and groups have it.</param>
internal sealed record TagUse(string Subscription, string Name, Dictionary<string, int> Values)
{
    /// <summary>How many have the tag.</summary>
    public int Count => Values.Values.Sum();

    /// <summary>All tags of a subscription, in order of their names.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="subscription">The subscription.</param>
    public static IReadOnlyList<TagUse> Of(CloudContext cloud, string subscription)
    {
        var start = $"/subscriptions/{subscription}/";
        var found = new SortedDictionary<string, TagUse>(StringComparer.OrdinalIgnoreCase);
        foreach (var resource in cloud.Store.All().Where(each => each.Key.StartsWith(start, StringComparison.OrdinalIgnoreCase)))
        {
            foreach (var (name, value) in resource.Body["tags"] as JsonObject ?? [])
                Add(name, value.AsText() ?? "", 1);
            var made = $"{start}tagNames/";
            if (!resource.Key.StartsWith(made, StringComparison.OrdinalIgnoreCase)) continue;
            Tag(resource.Key[made.Length..]);
            foreach (var value in ValuesMade(resource)) Add(resource.Key[made.Length..], value, 0);
        }

        return [.. found.Values];

        TagUse Tag(string name) => found.TryGetValue(name, out var use) ? use
            : found[name] = new TagUse(subscription, name, new(StringComparer.OrdinalIgnoreCase));

        void Add(string name, string value, int count)
        {
            var values = Tag(name).Values;
            values[value] = values.GetValueOrDefault(value) + count;
        }
    }

    /// <summary>A tag of a subscription; null if it is neither used nor made.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="subscription">The subscription.</param>
    /// <param name="name">The tag.</param>
    public static TagUse? Find(CloudContext cloud, string subscription, string name) =>
        Of(cloud, subscription).FirstOrDefault(use => use.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The values that were made for a tag beforehand.</summary>
    /// <param name="made">The tag as it was made; null if it was not.</param>
    public static IReadOnlyList<string> ValuesMade(StoredResource? made) =>
        [.. (made?.Body["values"] as JsonArray ?? []).Select(value => value.AsText()).OfType<string>()];

    /// <summary>The tag as Azure shows it.</summary>
    public JsonObject Show() => new()
    {
        ["id"] = $"/subscriptions/{Subscription}/tagNames/{Name}",
        ["tagName"] = Name,
        ["count"] = Total(Count),
        ["values"] = new JsonArray([.. Values.Keys.Order(StringComparer.OrdinalIgnoreCase).Select(ShowValue)]),
    };

    /// <summary>One of its values as Azure shows it.</summary>
    /// <param name="value">The value.</param>
    public JsonObject ShowValue(string value) => new()
    {
        ["id"] = $"/subscriptions/{Subscription}/tagNames/{Name}/tagValues/{value}",
        ["tagValue"] = value,
        ["count"] = Total(Values.GetValueOrDefault(value)),
    };

    private static JsonObject Total(int count) => new() { ["type"] = "Total", ["value"] = count };
}
