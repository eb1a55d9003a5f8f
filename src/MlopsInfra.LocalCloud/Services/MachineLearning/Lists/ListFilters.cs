using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Schedules;
using static MlopsInfra.LocalCloud.Services.MachineLearning.MachineLearningErrors;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Lists;

/// <summary>
/// What Azure ML's lists can be asked for, from the OpenAPI document 2025-12-01 and from the previews that Microsoft's client
/// uses. A parameter that a list does not have means nothing to it, as in Azure.
/// </summary>
internal static class ListFilters
{
    private static readonly ListFilter[] None = [];

    private static readonly ListFilter[] Labels = [Pairs("tags", "properties.tags"), Pairs("$tags", "properties.tags")];

    private static readonly ListFilter[] Versions =
    [
        .. Labels, Pairs("properties", "properties.properties"), Is("version", "name"), Is("versionName", "name"),
        Is("description", "properties.description"), Is("createdBy", "systemData.createdBy"),
        Is("hash", "properties.properties.hash_sha256"),
        // As a GET shows it where nobody said one.
        new("stage", stage => version => stage.Equals(version.Text("properties.stage") ?? "Development",
            StringComparison.OrdinalIgnoreCase)),
    ];

    private static readonly Dictionary<string, ListFilter[]> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["workspaces"] = [AnyOf("kind", workspace => workspace.Text("kind") ?? "Default")],
        ["versions"] = Versions,
        ["jobs"] =
        [
            Is("jobType", "properties.jobType"), Pairs("tag", "properties.tags"), Pairs("tags", "properties.tags"),
            Pairs("properties", "properties.properties"), Flag("scheduled", job => ScheduledJobs.ScheduleOf(job) is not null),
            Is("scheduleId", job => ScheduledJobs.ScheduleOf(job)),
        ],
        ["onlineEndpoints"] =
        [
            Is("name", "name"), Is("computeType", "kind"), Pairs("tags", "tags"), Pairs("properties", "properties.properties"),
        ],
        ["datastores"] =
        [
            AnyOf("names", store => store.Text("name")), Flag("isDefault", store => store.Flag("properties.isDefault") == true),
            new("searchText", text => store => store.Text("name")!.Contains(text, StringComparison.OrdinalIgnoreCase)),
        ],
        ["connections"] = [Is("category", "properties.category"), Is("target", "properties.target")],
        ["featuresets"] = [Is("name", "name"), .. Labels, Is("createdBy", "systemData.createdBy")],
        ["featurestoreEntities"] = [Is("name", "name"), .. Labels, Is("createdBy", "systemData.createdBy")],
    };

    /// <summary>Those of a list.</summary>
    /// <param name="type">What the list is of.</param>
    public static IReadOnlyList<ListFilter> Of(ResourceType type) => Known.GetValueOrDefault(type.LastName, None);

    private static ListFilter Is(string name, string path) => Is(name, resource => resource.Text(path));

    private static ListFilter Is(string name, Func<JsonObject, string?> of) =>
        new(name, value => resource => value.Equals(of(resource), StringComparison.OrdinalIgnoreCase));

    // As in hub,project.
    private static ListFilter AnyOf(string name, Func<JsonObject, string?> of) => new(name, value =>
    {
        var wanted = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return resource => wanted.Contains(of(resource), StringComparer.OrdinalIgnoreCase);
    });

    private static ListFilter Flag(string name, Func<JsonObject, bool> of) => new(name, value =>
        bool.TryParse(value, out var wanted) ? resource => of(resource) == wanted
            : throw Invalid($"The {name} '{value}' is none of true, false."));

    // As in a,b=1: names, and values of those that have to have one.
    private static ListFilter Pairs(string name, string path) => new(name, text =>
    {
        var pairs = text.Split(',').Select(pair => pair.Split('=', 2)).ToList();
        if (pairs.Exists(pair => pair[0].Trim().Length == 0))
            throw Invalid($"The {name} '{text}' are no list of names and values such as 'a,b=1'.");
        return resource => pairs.TrueForAll(pair => resource.At(path) is JsonObject has
            && has.TryGetPropertyValue(pair[0].Trim(), out var value) && (pair.Length == 1 || value.AsText() == pair[1]));
    });
}
