using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>Finds replacements that soft delete stops, by the rules that delete and create.</summary>
internal static class SoftDeleteConflicts
{
    /// <summary>What stops a replacement; null if nothing does.</summary>
    /// <param name="type">What is known of the type.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="old">The inputs of the old one.</param>
    /// <param name="now">The inputs of the new one; may hold unknowns.</param>
    public static SoftDeleteConflict? Of(AzureResource type, ResourceSchema schema, PropertyMap old, PropertyMap now)
    {
        if (schema.Id is not { NameParameter: { } name }
            || old.GetValueOrDefault(name)?.WithoutSecretMark is not PropertyValue.Text deleted) return null;
        if (type
            .SoftDeletionOf(ArmWriter.Write(old, schema).Json) is not { RefusesNew: true } deletion) return null;
        IEnumerable<string> parts = deletion.IsWorldWide ? [name] : schema.PathInputs.Keys;
        var isCertain = true;
        foreach (var part in parts)
        {
            var (was, wanted) = (old.GetValueOrDefault(part)?.WithoutSecretMark, now.GetValueOrDefault(part)?.WithoutSecretMark);
            if (wanted is { ContainsUnknowns: true }) isCertain = false;
            else if (!string.Equals((was as PropertyValue.Text)?.Value, (wanted as PropertyValue.Text)?.Value,
                StringComparison.OrdinalIgnoreCase)) return null;
        }

        return new SoftDeleteConflict(deleted.Value, deletion.Days, deletion.CanPurge, isCertain);
    }
}
