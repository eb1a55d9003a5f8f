using System.Net;
using System.Text;
using Azure;
using Azure.Security.KeyVault.Secrets;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.KeyVault;

/// <summary>Secrets, as Azure's client writes, reads, deletes and recovers them.</summary>
public sealed class SecretClientTests
{
    [Fact]
    public async Task A_secret_has_versions_with_attributes_of_their_own()
    {
        await using var scene = await VaultScene.StartAsync();
        var secrets = scene.Secrets();
        var first = (await secrets.SetSecretAsync("token", "one")).Value;
        var second = (await secrets.SetSecretAsync(new KeyVaultSecret("token", "two")
        {
            Properties =
            {
                ContentType = "text/plain", ExpiresOn = DateTimeOffset.UtcNow.AddDays(1), Tags = { ["for"] = "tests" },
            },
        })).Value;

        Assert.NotEqual(first.Properties.Version, second.Properties.Version);
        Assert.Equal("two", (await secrets.GetSecretAsync("token")).Value.Value);
        Assert.Equal("one", (await secrets.GetSecretAsync("token", first.Properties.Version)).Value.Value);
        Assert.Equal(2, (await secrets.GetPropertiesOfSecretVersionsAsync("token").ToListAsync()).Count);

        first.Properties.Enabled = false;
        await secrets.UpdateSecretPropertiesAsync(first.Properties);
        var refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => secrets.GetSecretAsync("token", first.Properties.Version));
        Assert.Equal((403, "Forbidden"), (refused.Status, refused.ErrorCode));
        var listed = Assert.Single(await secrets.GetPropertiesOfSecretsAsync().ToListAsync());
        Assert.Equal(("text/plain", "tests", true, "Recoverable+Purgeable"),
            (listed.ContentType, listed.Tags["for"], listed.Enabled, listed.RecoveryLevel));
    }

    [Fact]
    public async Task A_deleted_secret_keeps_its_name_until_it_is_recovered_or_purged()
    {
        await using var scene = await VaultScene.StartAsync();
        var secrets = scene.Secrets();
        await secrets.SetSecretAsync("token", "one");
        await secrets.SetSecretAsync("token", "two");
        var deleted = (await (await secrets.StartDeleteSecretAsync("token")).WaitForCompletionAsync()).Value;
        Assert.Equal(90, (deleted.ScheduledPurgeDate - deleted.DeletedOn)!.Value.Days);
        Assert.Equal(404, (await Refused(() => secrets.GetSecretAsync("token"))).Status);
        Assert.Equal(409, (await Refused(() => secrets.SetSecretAsync("token", "three"))).Status);
        Assert.Single(await secrets.GetDeletedSecretsAsync().ToListAsync());

        await (await secrets.StartRecoverDeletedSecretAsync("token")).WaitForCompletionAsync();
        Assert.Equal("two", (await secrets.GetSecretAsync("token")).Value.Value);
        Assert.Equal(2, (await secrets.GetPropertiesOfSecretVersionsAsync("token").ToListAsync()).Count);

        await (await secrets.StartDeleteSecretAsync("token")).WaitForCompletionAsync();
        await secrets.PurgeDeletedSecretAsync("token");
        await secrets.SetSecretAsync("token", "three");
        Assert.Single(await secrets.GetPropertiesOfSecretVersionsAsync("token").ToListAsync());
    }

    [Fact]
    public async Task Resource_Manager_and_the_vault_have_the_same_secrets()
    {
        await using var scene = await VaultScene.StartAsync();
        var (rest, secrets) = (scene.Rest, scene.Secrets());
        await rest.SeedAsync($"{VaultScene.Vault}/secrets/declared", """{"properties":{"value":"one"}}""");
        Assert.Equal("one", (await secrets.GetSecretAsync("declared")).Value.Value);
        await rest.SeedAsync($"{VaultScene.Vault}/secrets/declared", """{"properties":{"value":"two"}}""");
        Assert.Equal(2, (await secrets.GetPropertiesOfSecretVersionsAsync("declared").ToListAsync()).Count);

        var set = (await secrets.SetSecretAsync("set", "three")).Value;
        var shown = await rest.PropertiesAsync($"{VaultScene.Vault}/secrets/set");
        Assert.Equal(set.Id.ToString(), (string?)shown["secretUriWithVersion"]);
        Assert.False(shown.ContainsKey("value"));
    }

    [Fact]
    public async Task A_backup_brings_all_versions_back_and_says_nothing_to_others()
    {
        await using var scene = await VaultScene.StartAsync();
        var secrets = scene.Secrets();
        var first = (await secrets.SetSecretAsync("token", "a value to find")).Value;
        await secrets.SetSecretAsync("token", "two");
        var backup = (await secrets.BackupSecretAsync("token")).Value;
        Assert.DoesNotContain("a value to find", Encoding.UTF8.GetString(backup), StringComparison.Ordinal);
        Assert.Equal(409, (await Refused(() => secrets.RestoreSecretBackupAsync(backup))).Status);

        await (await secrets.StartDeleteSecretAsync("token")).WaitForCompletionAsync();
        Assert.Equal(409, (await Refused(() => secrets.RestoreSecretBackupAsync(backup))).Status);
        await secrets.PurgeDeletedSecretAsync("token");
        await secrets.RestoreSecretBackupAsync(backup);
        Assert.Equal("two", (await secrets.GetSecretAsync("token")).Value.Value);
        Assert.Equal("a value to find", (await secrets.GetSecretAsync("token", first.Properties.Version)).Value.Value);
        backup[^1] ^= 1;
        Assert.Equal(400, (await Refused(() => secrets.RestoreSecretBackupAsync(backup))).Status);
    }

    [Fact]
    public async Task A_vault_that_is_recovered_holds_what_it_held()
    {
        await using var scene = await VaultScene.StartAsync();
        var (rest, id) = (scene.Rest, ResourceId.Parse(VaultScene.Vault));
        await scene.Secrets().SetSecretAsync("token", "one");
        await rest.Cloud.Resources.DeleteAsync(id, new ArmRequestOptions(), CancellationToken.None);
        Assert.Equal(404, (await Refused(() => scene.Secrets().GetSecretAsync("token"))).Status);

        await rest.SeedAsync(VaultScene.Vault, VaultScene.Body(",\"createMode\":\"recover\""));
        await rest.GrantAsync(VaultScene.Vault, rest.Cloud.Options.DeployerObjectId, Role.VaultAdministrator);
        Assert.Equal("one", (await scene.Secrets().GetSecretAsync("token")).Value.Value);

        await rest.Cloud.Resources.DeleteAsync(id, new ArmRequestOptions(), CancellationToken.None);
        rest.Cloud.Purge(VaultScene.Vault);
        await rest.SeedAsync(VaultScene.Vault, VaultScene.Body());
        await rest.GrantAsync(VaultScene.Vault, rest.Cloud.Options.DeployerObjectId, Role.VaultAdministrator);
        Assert.Empty(await scene.Secrets().GetPropertiesOfSecretsAsync().ToListAsync());
    }

    [Fact]
    public async Task The_vault_gives_who_has_no_right_nothing_the_deployer_included()
    {
        await using var scene = await VaultScene.StartAsync(role: null);
        var refused = await Refused(() => scene.Secrets().SetSecretAsync("token", "one"));
        Assert.Equal((403, "Forbidden"), (refused.Status, refused.ErrorCode));
        Assert.Contains("Microsoft.KeyVault/vaults/secrets/setSecret/action", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://kv-data.vault.azure.net", "https://vault.azure.net")]
    [InlineData("https://kv-data.vault.localhost:8443", "https://vault.localhost:8443")]
    public async Task Who_comes_without_a_token_learns_what_it_has_to_be_for(string vault, string resource)
    {
        await using var scene = await VaultScene.StartAsync();
        using var client = scene.Rest.Http(audience: null);
        using var asked = await client.GetAsync(new Uri($"{vault}/secrets?api-version=7.4"));
        Assert.Equal(HttpStatusCode.Unauthorized, asked.StatusCode);
        Assert.Contains($"resource=\"{resource}\"", asked.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);

        using var allowed = scene.Rest.Http(resource);
        var answer = await scene.Rest.SendAsync(HttpMethod.Get, $"{vault}/secrets?api-version=7.4", client: allowed);
        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task What_a_vault_does_not_take_is_told_in_its_own_form()
    {
        await using var scene = await VaultScene.StartAsync();
        using var client = scene.Rest.Http(Audiences.KeyVault);
        const string Secret = "https://kv-data.vault.azure.net/secrets/token";
        foreach (var (path, body) in (IReadOnlyList<(string, string)>)[($"{Secret}?api-version=7.4", "{}"),
            (Secret, """{"value":"x"}"""), ($"{Secret}?api-version=7.4", """{"value":"x","attributes":{"nbf":20,"exp":10}}"""),
            ("https://kv-data.vault.azure.net/secrets/to_ken?api-version=7.4", """{"value":"x"}""")])
        {
            var answer = await scene.Rest.SendAsync(HttpMethod.Put, path, body, client);
            Assert.Equal((400, "BadParameter"), (answer.Status, (string?)answer.Body!["error"]!["code"]));
        }
    }

    private static Task<RequestFailedException> Refused(Func<Task> call) => Assert.ThrowsAsync<RequestFailedException>(call);
}
