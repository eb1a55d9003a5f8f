using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.AzureTypes.Tests;

/// <summary>
/// The list of API versions that the local cloud takes is the one that Microsoft's types have.
/// To renew: <c>UPDATE_SNAPSHOTS=1 dotnet test tests/MlopsInfra.AzureTypes.Tests --filter ApiVersionListTests</c>.
/// </summary>
public sealed class ApiVersionListTests
{
    /// <summary>Types that are served, but can't be declared: the package has no resource for them.</summary>
    private static readonly string[] Others =
    [
        "Microsoft.ContainerRegistry/registries/runs", "Microsoft.KeyVault/locations/deletedVaults",
        "Microsoft.OperationalInsights/deletedWorkspaces", "Microsoft.Storage/storageAccounts/queueServices",
        "Microsoft.Storage/storageAccounts/tableServices", "Microsoft.Storage/storageAccounts/fileServices",
    ];

    [Fact]
    public void The_list_is_Microsofts()
    {
        var file = Path.Combine(Repository.Root, "sdks", "schemas", "api-versions.txt");
        var list = string.Concat(Lines().Select(line => $"{line}\n"));
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") File.WriteAllText(file, list);
        Assert.Equal(list, File.ReadAllText(file));
    }

    private static IEnumerable<string> Lines()
    {
        var catalog = new AzureTypeCatalog();
        return new AzureCatalog().Package.ArmTypes().Select(pair => pair.ArmType).Concat(Others)
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)
            .Select(type => (Type: type, Versions: ApiVersions.Sorted(
                catalog.VersionsOf(type.Replace("{recordType}", "A", StringComparison.Ordinal)))))
            .Where(listed => listed.Versions.Length > 0)
            .Select(listed => $"{listed.Type} {string.Join(' ', listed.Versions)}");
    }
}
