using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Resources;

/// <summary>Resources move to another group with all that they have, or it is said why they can't.</summary>
public sealed class MoveTests
{
    private const string Version = "api-version=2021-04-01";
    private const string Other = $"/subscriptions/{RestCloud.Subscription}/resourceGroups/rg-other";

    [Fact]
    public async Task An_account_moves_with_its_containers_and_blobs_and_leaves_its_role_assignments()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SeedAsync(Other, """{"location":"northeurope"}""");
        const string assignment =
            $"{RestCloud.Account}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-0000-0000-000000000001";
        await rest.SeedAsync(assignment, Scenes.RoleAssignment(await rest.IdentityAsync("id-train"), Role.BlobReader));
        var blob = rest.Blobs().GetBlobContainerClient("training").GetBlobClient("a.csv");
        await blob.UploadAsync(BinaryData.FromString("1,2"));

        var (status, _, response) = await MoveAsync(rest, "moveResources", RestCloud.Account);

        Assert.Equal(202, status);
        Assert.Equal(200, (await rest.SendAsync(HttpMethod.Get, response.Headers.Location!.ToString())).Status);
        var moved = RestCloud.Account.Replace("/rg/", "/rg-other/", StringComparison.Ordinal);
        Assert.Equal(404, (await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Account}?api-version=2023-01-01")).Status);
        var shown = (await rest.SendAsync(HttpMethod.Get, $"{moved}?api-version=2023-01-01")).Body!;
        Assert.Equal((moved, "westeurope"), ((string?)shown["id"], (string?)shown["location"]));
        Assert.Equal($"{moved}/blobServices/default/containers/training", (string?)(await rest.SendAsync(HttpMethod.Get,
            $"{moved}/blobServices/default/containers/training?api-version=2023-01-01")).Body!["id"]);
        Assert.Equal("1,2", (await blob.DownloadContentAsync()).Value.Content.ToString());
        Assert.Equal(200, (await rest.SendAsync(HttpMethod.Get, $"{assignment}?api-version=2022-04-01")).Status);
    }

    [Fact]
    public async Task What_Azure_does_not_move_stays_where_it_is()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        async Task<string> RefusalAsync(params string[] resources)
        {
            var (status, body, _) = await MoveAsync(rest, "validateMoveResources", resources);
            return $"{status} {(body?["error"]?["details"]?[0]?["message"] ?? body?["error"]?["code"])?.GetValue<string>()}";
        }

        Assert.Equal("404 ResourceGroupNotFound", await RefusalAsync(RestCloud.Account));
        await rest.SeedAsync(Other, """{"location":"westeurope"}""");
        Assert.Equal("204 ", await RefusalAsync(RestCloud.Account));
        Assert.Equal("400 InvalidRequestContent", await RefusalAsync());
        Assert.Equal("400 InvalidRequestContent",
            await RefusalAsync($"{RestCloud.Account}/blobServices/default/containers/training"));
        Assert.Equal("404 ResourceNotFound", await RefusalAsync(RestCloud.Registry));
        Assert.Equal("409 Resource move is not supported for resource types 'Microsoft.MachineLearningServices/workspaces'.",
            await RefusalAsync(RestCloud.Account, RestCloud.Workspace));
        await rest.SeedAsync($"{Other}/providers/Microsoft.Authorization/locks/ro", """{"properties":{"level":"ReadOnly"}}""");
        Assert.Equal("409 ScopeLocked", await RefusalAsync(RestCloud.Account));
        Assert.Equal(200, (await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Account}?api-version=2023-01-01")).Status);
    }

    private static Task<(int Status, JsonNode? Body, HttpResponseMessage Response)> MoveAsync(
        RestCloud rest, string action, params string[] resources) => rest.SendAsync(HttpMethod.Post,
            $"{RestCloud.Group}/{action}?{Version}", new { resources, targetResourceGroup = Other });
}
