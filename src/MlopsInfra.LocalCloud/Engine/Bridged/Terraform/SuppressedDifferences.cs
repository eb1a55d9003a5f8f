using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine.Bridged.Terraform;

/// <summary>
/// Differences that the Terraform providers pass over (<c>DiffSuppressFunc</c>). The facts say where; what is passed over is in
/// the providers' documentation and public source:
/// Azure DevOps compares ignoring case, and the additional fields of a work item as JSON; GitHub ignores case in user names, the
/// order of bypass actors, the settings for making a branch where none is to be made, a parent team that is named another way,
/// and entity tags.
/// </summary>
internal sealed class SuppressedDifferences(TerraformType type, DiffRequest request)
{
    /// <summary>Whether a difference is none.</summary>
    /// <param name="property">The property; null for one that the schema does not know.</param>
    /// <param name="old">Its old value; null if there was none.</param>
    /// <param name="now">Its new value; null if there is none.</param>
    public bool Hides(TerraformProperty? property, PropertyValue? old, PropertyValue? now)
    {
        if (property is not { DiffSuppressed: true }) return false;
        if (type.Name.StartsWith("azuredevops_", StringComparison.Ordinal))
            return property.Name == "additional_fields_json" ? SameJson(old, now) : SameIgnoringCase(old, now);
        return property.Name switch
        {
            "etag" => true,
            "username" => SameIgnoringCase(old, now),
            "bypass_actors" => SameActors(old, now),
            "parent_team_id" => now is not null && (IsOutput("parentTeamReadId", now) || IsOutput("parentTeamReadSlug", now)),
            "autocreate_branch" or "autocreate_branch_source_branch" or "autocreate_branch_source_sha" =>
                request.NewInputs.GetValueOrDefault("autocreateBranch") is not PropertyValue.Bool { Value: true },
            _ => false,
        };
    }

    private static bool SameIgnoringCase(PropertyValue? old, PropertyValue? now) => (old, now) switch
    {
        (PropertyValue.Text before, PropertyValue.Text after) =>
            before.Value.Equals(after.Value, StringComparison.OrdinalIgnoreCase),
        (PropertyValue.Obj before, PropertyValue.Obj after) => Keys(before).SetEquals(Keys(after))
            && Keys(before)
                .All(key => SameIgnoringCase(before.Members[key].WithoutSecretMark, after.Members[key].WithoutSecretMark)),
        _ => Equals(old, now),
    };

    private static HashSet<string> Keys(PropertyValue.Obj value) =>
        [.. value.Members.Keys.Where(key => !ReservedKeys.IsReserved(key))];

    private static bool SameJson(PropertyValue? old, PropertyValue? now)
    {
        if ((old, now) is not (PropertyValue.Text before, PropertyValue.Text after)) return false;
        try
        {
            return JsonNode.DeepEquals(StrictJson.Parse(before.Value), StrictJson.Parse(after.Value));
        }
        catch (System.Text.Json.JsonException)
        {
            // A text that is no JSON is compared as it is: it differs.
            return false;
        }
    }

    private static bool SameActors(PropertyValue? old, PropertyValue? now) =>
        (old, now) is (PropertyValue.List before, PropertyValue.List after) && before.Items.Length == after.Items.Length
        && Sorted(before).SequenceEqual(Sorted(after));

    private static IEnumerable<PropertyValue> Sorted(PropertyValue.List actors) => actors.Items
        .OrderByDescending(actor => (actor as PropertyValue.Obj)?.Members.GetValueOrDefault("actorId") is PropertyValue.Number id
            ? id.Value : 0)
        .Select(actor => actor is PropertyValue.Obj known ? new PropertyValue.Obj(ReservedKeys.Remove(known.Members)) : actor);

    private bool IsOutput(string name, PropertyValue value) =>
        Equals(request.OldOutputs.GetValueOrDefault(name)?.WithoutSecretMark, value);
}
