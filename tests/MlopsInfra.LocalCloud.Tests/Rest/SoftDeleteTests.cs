using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Tests.Rest;

/// <summary>What is soft-deleted, as Azure shows it and purges it.</summary>
public sealed class SoftDeleteTests
{
    private const string KeyVault = $"/subscriptions/{RestCloud.Subscription}/providers/Microsoft.KeyVault";
    private const string Vault = $"{RestCloud.Group}/providers/Microsoft.KeyVault/vaults/kvmlops";
    private const string Logs = $"{RestCloud.Group}/providers/Microsoft.OperationalInsights/workspaces/logs";
    private const string DeletedVault = $"{KeyVault}/locations/westeurope/deletedVaults/kvmlops";
    private const string DeletedLogs = $"/subscriptions/{RestCloud.Subscription}/providers/Microsoft.OperationalInsights"
        + "/deletedWorkspaces?api-version=2023-09-01";

    [Fact]
    public async Task A_deleted_vault_is_shown_and_purged()
    {
        await using var rest = await StartAsync(Vault,
            """{"location":"westeurope","properties":{"tenantId":"11111111-1111-1111-1111-111111111111","sku":{"family":"A","name":"standard"},"softDeleteRetentionInDays":7}}""");
        Assert.Equal(404, (await rest.SendAsync(HttpMethod.Get, $"{DeletedVault}?api-version=2023-07-01")).Status);
        await rest.SendAsync(HttpMethod.Delete, $"{Vault}?api-version=2023-07-01");

        var shown = (await rest.SendAsync(HttpMethod.Get, $"{DeletedVault}?api-version=2023-07-01")).Body!;
        Assert.Equal(Vault, (string?)shown["properties"]!["vaultId"]);
        var listed =
            (await rest.SendAsync(HttpMethod.Get, $"{KeyVault}/deletedVaults?api-version=2023-07-01")).Body!["value"]!.AsArray();
        Assert.True(JsonNode.DeepEquals(shown, Assert.Single(listed)));

        Assert.Equal(200, (await rest.SendAsync(HttpMethod.Post, $"{DeletedVault}/purge?api-version=2023-07-01")).Status);
        var again = await rest.SendAsync(HttpMethod.Post, $"{DeletedVault}/purge?api-version=2023-07-01");
        Assert.Equal((404, "DeletedVaultNotFound"), (again.Status, (string?)again.Body!["error"]!["code"]));
    }

    [Fact]
    public async Task A_deleted_workspace_of_Log_Analytics_is_recovered_and_then_deleted_for_good()
    {
        const string Body = """{"location":"westeurope","properties":{"sku":{"name":"PerGB2018"}}}""";
        await using var rest = await StartAsync(Logs, Body);
        await rest.SendAsync(HttpMethod.Delete, $"{Logs}?api-version=2023-09-01");
        Assert.Equal(Logs,
            (string?)Assert.Single((await rest.SendAsync(HttpMethod.Get, DeletedLogs)).Body!["value"]!.AsArray())!["id"]);

        await rest.SeedAsync(Logs, Body);
        Assert.Empty((await rest.SendAsync(HttpMethod.Get, DeletedLogs)).Body!["value"]!.AsArray());
        await rest.SendAsync(HttpMethod.Delete, $"{Logs}?api-version=2023-09-01&force=true");
        Assert.Empty((await rest.SendAsync(HttpMethod.Get, DeletedLogs)).Body!["value"]!.AsArray());
    }

    [Fact]
    public async Task A_deleted_workspace_of_Azure_ML_is_purged_by_a_second_DELETE_as_long_as_its_group_is_there()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        const string Purge = $"{RestCloud.Workspace}?api-version={RestCloud.Version}&forceToPurge=true";
        await rest.SendAsync(HttpMethod.Delete, $"{RestCloud.Workspace}?api-version={RestCloud.Version}");
        Assert.True(IsHeld(rest));

        await rest.Cloud.Resources.DeleteAsync(ResourceId.Parse(RestCloud.Group), new ArmRequestOptions(),
            CancellationToken.None);
        var groupGone = await rest.SendAsync(HttpMethod.Delete, Purge);
        Assert.Equal((404, "ResourceGroupNotFound"), (groupGone.Status, (string?)groupGone.Body!["error"]!["code"]));
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        Assert.Equal(204,
            (await rest.SendAsync(HttpMethod.Delete, $"{RestCloud.Workspace}?api-version={RestCloud.Version}")).Status);
        Assert.True(IsHeld(rest));

        Assert.Equal(200, (await rest.SendAsync(HttpMethod.Delete, Purge)).Status);
        Assert.False(IsHeld(rest));
        Assert.Equal(204, (await rest.SendAsync(HttpMethod.Delete, Purge)).Status);
    }

    private static bool IsHeld(RestCloud rest) => rest.Cloud.SoftDeleted().Any(name => name.Id == RestCloud.Workspace);

    private static async Task<RestCloud> StartAsync(string id, string body)
    {
        var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.SeedAsync(id, body);
        return rest;
    }
}
