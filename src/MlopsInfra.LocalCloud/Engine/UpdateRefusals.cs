using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>
/// What Azure will refuse, or ignore, of an update that a plan shows. azure-native replaces only for what its schema marks;
/// everything else that can't be changed it tries, so a plan alone does not tell.
/// </summary>
internal static class UpdateRefusals
{
    private const string WayOut = "Set replaceOnChanges for it, or destroy the resource first.";

    /// <summary>The changes that Azure will not make; empty if it makes all of them.</summary>
    /// <param name="type">What is known of the type.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="old">The old inputs.</param>
    /// <param name="now">The new ones; may hold unknowns.</param>
    public static ImmutableArray<UpdateRefusal> Of(AzureResource type, ResourceSchema schema, PropertyMap old, PropertyMap now)
    {
        var changes = InputDiff.Between(old, now, schema);
        if (changes.Count == 0) return [];
        return
        [
            .. Region(type, schema, changes, now),
            .. Fixed(type, changes, Body(schema, old), Body(schema, now)),
            .. changes.Where(change => type.ChangesWithoutEffect?.Include(change.ArmPath) == true)
                .Select(change => new UpdateRefusal(
                change.Change.Path, UpdateRefusalKind.Ignored, "",
                $"Azure takes this change and does nothing: only a new resource has it. {WayOut}")),
        ];
    }

    private static IEnumerable<UpdateRefusal> Region(AzureResource type, ResourceSchema schema,
        IReadOnlyList<InputChange> changes, PropertyMap now)
    {
        if (!schema.HasLocation || changes.FirstOrDefault(change => change.Change.Path == "location") is not { } moved)
            yield break;
        if (type.ChangesWithoutEffect?.Include("location") == true || !now.TryGetValue("location", out var region)) yield break;
        yield return new UpdateRefusal(
            "location", Kind(region.ContainsUnknowns), RequestChecks.LocationChangeCode(schema.ArmType),
            $"A resource can't move to another region. {WayOut}");
    }

    private static IEnumerable<UpdateRefusal> Fixed(AzureResource type, IReadOnlyList<InputChange> changes, JsonObject old,
        JsonObject now)
    {
        foreach (var change in Immutability.Violations(type, old, now))
        {
            // The one named by the rule may stand above or below what the diff names.
            foreach (var input in changes.Where(input => JsonPaths.IsWithin(input.ArmPath, change.Path)
                || JsonPaths.IsWithin(change.Path, input.ArmPath)))
            {
                var refusal = change.Property.Refusal("it", input.Change.Path);
                yield return new UpdateRefusal(
                    input.Change.Path, Kind(IsUnknown(change.Now)), refusal.Code,
                    $"This can only be set when the resource is created. {WayOut}");
            }
        }
    }

    private static UpdateRefusalKind Kind(bool isUnknown) =>
        isUnknown ? UpdateRefusalKind.RefusedIfChanged : UpdateRefusalKind.Refused;

    private static JsonObject Body(ResourceSchema schema, PropertyMap inputs) => ArmWriter.Write(inputs, schema).Json;

    private static bool IsUnknown(JsonNode? node) => node switch
    {
        JsonObject json => json.Any(member => IsUnknown(member.Value)),
        JsonArray list => list.Any(IsUnknown),
        _ => BodyValidator.IsUnknown(node),
    };
}
