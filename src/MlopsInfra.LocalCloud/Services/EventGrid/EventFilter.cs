using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

namespace MlopsInfra.LocalCloud.Services.EventGrid;

/// <summary>Whether a subscription wants an event: types, subject, advanced filters.</summary>
internal static class EventFilter
{
    /// <summary>Whether it passes.</summary>
    /// <param name="filter">The subscription's filter; null lets everything pass.</param>
    /// <param name="envelope">The event as it is delivered.</param>
    public static bool Passes(JsonObject? filter, JsonObject envelope)
    {
        if (filter is null) return true;
        var subject = envelope.Text("subject") ?? "";
        var comparison =
            filter.Flag("isSubjectCaseSensitive") == true ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        if (filter.At("includedEventTypes") is JsonArray { Count: > 0 } types
            && !types.Any(type => Values.Text(type) is var name
                && (name == "All" || name.Equals(envelope.Text("eventType"), StringComparison.OrdinalIgnoreCase)))) return false;
        if (!subject.StartsWith(filter.Text("subjectBeginsWith") ?? "", comparison)
            || !subject.EndsWith(filter.Text("subjectEndsWith") ?? "", comparison)) return false;
        var looksIntoArrays = filter.Flag("enableAdvancedFilteringOnArrays") == true;
        return filter.Objects("advancedFilters").All(advanced => AdvancedFilter.Passes(advanced, envelope, looksIntoArrays));
    }
}
