using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Server;

namespace MlopsInfra.EndToEnd.Tests.Support;

/// <summary>Deployments of templates to an empty local cloud.</summary>
internal static class TemplateRun
{
    /// <summary>Deploys a template, to a resource group or to the subscription.</summary>
    /// <returns>What was put, by id.</returns>
    public static async Task<IReadOnlyDictionary<string, JsonObject>> DeployAsync(JsonObject template, string? group = null)
    {
        var content = TestFolders.Create("mlops-template-").FullName;
        try
        {
            await using var cloud = EmbeddedCloud.Open(null);
            await using var server =
                await LocalCloudServer.StartAsync(cloud, new LocalCloudServerOptions { DataFolder = content });
            using var deployment = new TemplateDeployment(server, Parameter);
            await (group is null ? deployment.DeployAsync(template) : deployment.DeployToGroupAsync(template, group));
            return deployment.Bodies;
        }
        finally
        {
            Directory.Delete(content, recursive: true);
        }
    }

    /// <summary>
    /// Holds two deployments to be the same: the same resources, and for each of them the same request. Groups are not looked at.
    /// </summary>
    public static void AssertSame(IReadOnlyDictionary<string, JsonObject> expected,
        IReadOnlyDictionary<string, JsonObject> actual)
    {
        static bool IsInGroup(string id) => id.Contains("/providers/", StringComparison.Ordinal);
        Assert.Equal(expected.Keys.Where(IsInGroup).Order(StringComparer.OrdinalIgnoreCase),
            actual.Keys.Where(IsInGroup).Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
        Assert.All(expected.Where(pair => IsInGroup(pair.Key)), pair =>
            Assert.True(JsonNode.DeepEquals(pair.Value, actual[pair.Key]), $"{pair.Key}\n{pair.Value}\n{actual[pair.Key]}"));
    }

    // What whoever deploys would look up in Azure DevOps.
    private static string Parameter(string name) =>
        name.EndsWith("Issuer", StringComparison.Ordinal)
            ? "https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/v2.0"
        : name.EndsWith("Subject", StringComparison.Ordinal) ? "sc://ORGANIZATION/mlops/azure"
        : throw new FormatException($"Nobody can know the parameter '{name}'.");
}
