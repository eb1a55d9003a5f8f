using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.ProviderPlugin.Tests.Support;

namespace MlopsInfra.ProviderPlugin.Tests;

/// <summary>
/// The plugin as the protocol classes of the official Node SDK see it: our own could be wrong in the same way on both sides.
/// </summary>
public sealed class OfficialClientTests
{
    private static readonly string Programs = Path.Combine(Repository.Root, "tests", "Programs");

    /// <summary>Where the official Node SDK is installed, for a program that the local engine's tests run.</summary>
    private static readonly string Modules = Path.Combine(Programs, "NodeStorage", "node_modules");

    [Fact]
    public async Task The_official_protocol_classes_create_change_and_delete_a_resource()
    {
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(Modules, "@pulumi", "pulumi")),
            "The official Node SDK is not installed here (npm ci --prefix tests/Programs/NodeStorage --ignore-scripts).");
        using var launchers = new LauncherFolder();
        await using var plugin = await launchers.StartAsync("azure-native");
        using var node = Process.Start(new ProcessStartInfo("node", ["drive.cjs", plugin.Port.ToString()])
        {
            WorkingDirectory = Path.Combine(Programs, "ProviderClient"), RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NODE_PATH"] = Modules },
        })!;
        var (output, error) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, await error);
        const string Id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-node";
        var expected = JsonNode.Parse($$"""
            {
              "acceptSecrets": true, "version": "3.28.0", "schema": "azure-native", "supportsPreview": true,
              "checked": { "azureApiVersion": "2024-03-01", "location": "westeurope", "resourceGroupName": "rg-node" },
              "previewId": "", "id": "{{Id}}", "name": "rg-node",
              "changes": true, "replaces": ["location"], "kinds": { "location": 5, "tags": 0 }, "deleteBeforeReplace": true,
              "tags": { "owner": "ml" },
              "read": { "azureApiVersion": "2024-03-01", "location": "westeurope", "resourceGroupName": "rg-node", "tags": { "owner": "ml" } },
              "tenant": "11111111-1111-1111-1111-111111111111",
              "refusal": { "code": 2, "details": "ResourceAlreadyExists: cannot create already existing resource '{{Id}}'" },
              "gone": "", "afterCancel": { "code": 1 }
            }
            """);
        var answered = JsonNode.Parse(await output);
        Assert.True(JsonNode.DeepEquals(expected, answered),
            answered?.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }
}
