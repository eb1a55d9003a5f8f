namespace MlopsInfra.LocalCloud.Workloads.Python;

/// <summary>How what Python here has differs from what an environment asks for.</summary>
internal static class PackageDifferences
{
    /// <summary>Says it in one line; null where nothing differs.</summary>
    /// <param name="environment">What the environment is called.</param>
    /// <param name="wanted">What it asks for.</param>
    /// <param name="python">The Python here.</param>
    public static string? Between(string environment, IReadOnlyList<WantedPackage> wanted, PythonInstallation python)
    {
        string[] differences =
        [
            .. wanted.Select(package => (package, Found: FoundOf(package, python)))
                .Where(each => each.Found is null || !each.package.Takes(each.Found))
                .Select(each => $"{each.package.Name} {WantedOf(each.package)}, found {each.Found ?? "none"}"),
        ];
        return differences.Length == 0 ? null
            : $"Python {python.Version} at {python.Executable} is not what environment '{environment}' asks for: "
                + $"{string.Join("; ", differences)}.";
    }

    private static string? FoundOf(WantedPackage package, PythonInstallation python) =>
        package.Name == WantedPackage.Python ? python.Version : python.Packages.GetValueOrDefault(package.Name);

    private static string WantedOf(WantedPackage package) =>
        package.Versions.Length == 0 ? "wanted" : $"wanted {package.Versions}";
}
