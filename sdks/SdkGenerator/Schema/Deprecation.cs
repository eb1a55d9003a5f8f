using System.Text.Json;

namespace SdkGenerator.Schema;

/// <summary>Whether something in a schema is deprecated.</summary>
internal static class Deprecation
{
    /// <summary>Full schemas say it with a message, subsets with <c>"deprecated": true</c>.</summary>
    public static bool IsSaid(JsonElement spec) =>
        spec.ValueKind == JsonValueKind.Object
        && ((spec.TryGetProperty("deprecated", out var flag) && flag.ValueKind == JsonValueKind.True)
            || spec.TryGetProperty("deprecationMessage", out _));
}
