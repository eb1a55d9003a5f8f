namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>
/// The API versions that are taken. Bodies are held against the one version that the package schema was made from; the others are
/// those whose bodies are the same for what is used here.
/// </summary>
internal static class ApiVersions
{
    private static readonly Dictionary<string, string[]> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.MachineLearningServices"] =
            ["2026-05-01", "2026-03-01", "2025-12-01", "2025-09-01", "2025-06-01", "2024-10-01", "2024-04-01"],
        ["Microsoft.ContainerRegistry"] = ["2025-11-01", "2025-04-01", "2023-07-01", "2023-01-01-preview"],
        ["Microsoft.ContainerInstance"] = ["2025-09-01", "2023-05-01"],
        ["Microsoft.Storage"] = ["2025-01-01", "2024-01-01", "2023-05-01", "2023-01-01"],
        ["Microsoft.Authorization"] = ["2022-04-01"],
        ["Microsoft.Resources"] = ["2025-04-01", "2024-11-01", "2024-03-01", "2023-07-01", "2022-09-01", "2021-04-01"],
        ["Microsoft.KeyVault"] = ["2024-11-01", "2023-07-01"],
        ["Microsoft.OperationalInsights"] = ["2025-07-01", "2023-09-01", "2022-10-01"],
        ["Microsoft.ManagedIdentity"] = ["2024-11-30", "2023-01-31"],
        ["Microsoft.EventGrid"] = ["2025-02-15", "2022-06-15"],
        ["Microsoft.KubernetesConfiguration"] = ["2023-05-01", "2022-11-01"],
    };

    /// <summary>The versions of a type, newest first.</summary>
    public static IReadOnlyList<string> For(ResourceSchema schema)
    {
        var space = schema.ArmType[..schema.ArmType.IndexOf('/', StringComparison.Ordinal)];
        return [.. Others.GetValueOrDefault(space, []).Append(schema.ApiVersion).Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderDescending(StringComparer.Ordinal)];
    }
}
