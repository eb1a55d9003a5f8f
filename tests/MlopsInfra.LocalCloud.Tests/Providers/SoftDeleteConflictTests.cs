using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalCloud.Tests.Providers.Provider;

namespace MlopsInfra.LocalCloud.Tests.Providers;

/// <summary>
/// A replacement that soft delete stops is told by the rules that delete and create: who keeps which name, and for how long.
/// </summary>
public class SoftDeleteConflictTests
{
    private static readonly Dictionary<string, (string Type, PropertyMap Old, PropertyMap Now, SoftDeleteConflict? Told)> Cases =
        new()
    {
        ["a vault of the same name"] =
            ("keyvault:Vault", Vault("kv", "rg", 7), Vault("kv", "other", 7), new SoftDeleteConflict("kv", 7, true, true)),
        ["a vault that can't be purged"] = ("keyvault:Vault", Vault("kv", "rg", 90, true), Vault("KV", "rg", 90, true),
            new SoftDeleteConflict("kv", 90, false, true)),
        ["a vault whose new name is not known yet"] = ("keyvault:Vault", Vault("kv", "rg", 7),
            Vault(PropertyValue.Unknown, "rg", 7), new SoftDeleteConflict("kv", 7, true, false)),
        ["a vault of another name"] = ("keyvault:Vault", Vault("kv", "rg", 7), Vault("kv2", "rg", 7), null),
        ["a workspace of the same name"] = ("machinelearningservices:Workspace", Workspace("ml", "rg"), Workspace("ml", "rg"),
            new SoftDeleteConflict("ml", 14, true, true)),
        ["a workspace in another group"] =
            ("machinelearningservices:Workspace", Workspace("ml", "rg"), Workspace("ml", "other"), null),
        ["logs, which come back"] = ("operationalinsights:Workspace", Workspace("logs", "rg"), Workspace("logs", "rg"), null),
        ["what is gone at once"] = ("storage:StorageAccount", Map(("accountName", "st"), ("resourceGroupName", "rg")),
            Map(("accountName", "st"), ("resourceGroupName", "rg")), null),
    };

    public static TheoryData<string> Names() => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_that_stays_taken_is_told(string name)
    {
        using var azure = new TestCloud();
        var (type, old, now, told) = Cases[name];
        Assert.Equal(told, azure.Cloud.SoftDeleteConflictOf($"azure-native:{type}", old, now));
    }

    private static PropertyMap Vault(PropertyValue name, string group, double days, bool isProtected = false) => Map(
        ("vaultName", name), ("resourceGroupName", group),
        ("properties",
            isProtected
                ? Map(("softDeleteRetentionInDays", days), ("enablePurgeProtection", true))
                : Map(("softDeleteRetentionInDays", days))));

    private static PropertyMap Workspace(string name, string group) => Map(("workspaceName", name), ("resourceGroupName", group));
}
