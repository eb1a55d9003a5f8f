using System.Text.Json;

namespace MlopsInfra.Policies.Tests;

/// <summary>Short ways to declare resources.</summary>
internal static class Resources
{
    public const string Storage = "azure-native:storage:StorageAccount";
    public const string Workspace = "azure-native:machinelearningservices:Workspace";

    public static DeclaredResource Of(string type, string inputs, string name = "it", string? id = null) =>
        new(name, type, JsonElement.Parse(inputs)) { Id = id };

    public static IReadOnlyList<string> BrokenBy(params DeclaredResource[] resources) =>
        [.. SecurityBaseline.Evaluate(resources).Select(finding => finding.Rule.Id).Distinct()];
}
