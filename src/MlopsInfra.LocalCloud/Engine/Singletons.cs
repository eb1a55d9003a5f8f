namespace MlopsInfra.LocalCloud.Engine;

/// <summary>
/// Resources that are there as soon as what they stand in is, and that can't be deleted: a creation takes them as they are, a
/// deletion sets them to what they are by default.
/// </summary>
internal static class Singletons
{
    private const string NoRules = """{"properties":{"cors":{"corsRules":[]}}}""";

    private static readonly Dictionary<string, string> Defaults = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Storage/storageAccounts/blobServices"] =
            """{"properties":{"cors":{"corsRules":[]},"deleteRetentionPolicy":{"enabled":false}}}""",
        ["Microsoft.Storage/storageAccounts/fileServices"] = NoRules,
        ["Microsoft.Storage/storageAccounts/queueServices"] = NoRules,
        ["Microsoft.Storage/storageAccounts/tableServices"] = NoRules,
        ["Microsoft.Storage/storageAccounts/managementPolicies"] = """{"properties":{"policy":{"rules":[]}}}""",
    };

    /// <summary>What a type has whose class does not say so itself.</summary>
    public static string? Of(string armType) => Defaults.GetValueOrDefault(armType);
}
