using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.EventGrid;

/// <summary>
/// What the filter of a subscription may ask for: events that its source raises, and as many advanced filters as "Understand
/// event filtering for Event Grid subscriptions" allows.
/// </summary>
internal static class EventFilterCheck
{
    private const string Advanced = "properties.filter.advancedFilters";
    private const int MostFilters = 25;
    private const int MostValues = 25;
    private const int LongestText = 512;

    /// <summary>Refuses what can't be asked for.</summary>
    /// <param name="put">The PUT of the subscription.</param>
    /// <param name="source">The id of what raises the events; null where it is not known.</param>
    public static void Check(PutContext put, string? source)
    {
        if (ResourceId.TryParse(source, out var resource)) CheckEventTypes(put, resource);
        var filters = put.Body.Objects(Advanced).ToList();
        if (filters.Count > MostFilters)
            throw Invalid($"An event subscription may have up to {MostFilters} advanced filters, not {filters.Count}.", Advanced);
        if (filters.Sum(Values) is var values && values > MostValues)
            throw Invalid($"The advanced filters of an event subscription may have up to {MostValues} values, not {values}.",
                Advanced);
        foreach (var (path, text) in put.Body.Texts($"{Advanced}[].values[]"))
        {
            if (text.Length > LongestText) throw Invalid($"A value may have up to {LongestText} characters.", path);
        }
    }

    private static void CheckEventTypes(PutContext put, ResourceId resource)
    {
        // Topics of one's own carry events of one's own.
        if (resource.Type.Namespace.Equals("Microsoft.EventGrid", StringComparison.OrdinalIgnoreCase)) return;
        var known = put.Cloud.Types.Of(resource.Type).EventSource?.EventTypes;
        foreach (var (path, type) in put.Body.Texts("properties.filter.includedEventTypes[]"))
        {
            if (type.Equals("All", StringComparison.OrdinalIgnoreCase)) continue;
            // Of others only this is known: events are named after the provider of what raises them.
            if (known?.Contains(type, StringComparer.OrdinalIgnoreCase)
                ?? type.StartsWith($"{resource.Type.Namespace}.", StringComparison.OrdinalIgnoreCase)) continue;
            throw Invalid(
                $"The event type '{type}' is not one of '{resource.Type}'."
                    + (known is null ? "" : $" Its event types: {string.Join(", ", known)}."), path);
        }
    }

    // A range counts as one value.
    private static int Values(JsonObject filter) => filter.At("values") switch
    {
        JsonArray many => many.Count,
        { } one when one.GetValueKind() != JsonValueKind.Null => 1,
        _ => filter.At("value") is null ? 0 : 1,
    };

    private static ArmException Invalid(string message, string target) => new(400, "InvalidRequest", message, target);
}
