using System.Text.Json;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests;

/// <summary><c>mlops purge</c>: after a destroy the same names are free again.</summary>
public sealed class PurgeTests : IDisposable
{
    private const string Vault = "Microsoft.KeyVault/vaults", Workspace = "Microsoft.MachineLearningServices/workspaces", Logs =
        "Microsoft.OperationalInsights/workspaces";

    private readonly Mlops _mlops = new();

    public void Dispose() => _mlops.Dispose();

    [Fact]
    public async Task Destroy_then_up_fails_for_Azures_reason_and_works_after_a_purge()
    {
        await UpAsync(exitCode: 0);
        (await _mlops.LocalAsync("destroy", "dev", "--json")).ExitsWith(0);
        var refused = await UpAsync(exitCode: 1);
        Assert.Equal("ConflictError", refused.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("already exists in deleted state", refused.ToString(), StringComparison.Ordinal);
        (await _mlops.LocalAsync("destroy", "dev", "--json")).ExitsWith(0);

        var plan = await PurgeAsync("--dry-run");
        Assert.Equal((PurgeOp.Purge, PurgeOp.Unknown, PurgeOp.Purge), Ops(plan));
        Assert.Equal((PurgeOp.Purge, PurgeOp.Unknown, PurgeOp.Purge), Ops(await PurgeAsync("--dry-run")));

        var purged = await PurgeAsync();
        Assert.Equal(("dev", "purge"), (purged.GetProperty("stack").GetString(), purged.GetProperty("operation").GetString()));
        Assert.Equal("{stack,operation,purged:[{type,name,id,op}]}", JsonShape.Of(purged));
        Assert.Equal((PurgeOp.Purge, PurgeOp.Purge, PurgeOp.Purge), Ops(purged));
        Assert.Equal((PurgeOp.None, PurgeOp.None, PurgeOp.None), Ops(await PurgeAsync()));

        var up = await UpAsync(exitCode: 0);
        Assert.Equal(0, up.GetProperty("summary").GetProperty("same").GetInt32());
    }

    [Fact]
    public async Task What_is_not_destroyed_is_not_purged_and_does_not_keep_the_rest_from_it()
    {
        await UpAsync(exitCode: 0);
        Assert.Equal((PurgeOp.Exists, PurgeOp.Exists, PurgeOp.Exists), Ops(await PurgeAsync()));
        Assert.Equal(0,
            (await _mlops.LocalAsync("preview", "dev", "--json")).ExitsWith(0).Json().GetProperty("summary").GetProperty("create")
                .GetInt32());

        // An update that soft delete stopped half-way: some of it is alive, and the way on is a purge of what is not.
        (await _mlops.LocalAsync("destroy", "dev", "--json")).ExitsWith(0);
        await UpAsync(exitCode: 1);
        Assert.Equal(PurgeOp.Purge, Ops(await PurgeAsync()).Vault);
        await UpAsync(exitCode: 0);
    }

    [Fact]
    public async Task Purge_protection_is_told_with_its_end_and_the_rest_is_purged()
    {
        using var project = new ProjectCopy();
        project.WriteStack("dev",
            project.ReadStack("dev").Replace("purgeProtection: false", "purgeProtection: true", StringComparison.Ordinal));
        string[] here = ["--project", project.Directory];
        (await _mlops.LocalAsync(["up", "dev", "--no-publish", .. here])).ExitsWith(0);
        (await _mlops.LocalAsync(["destroy", "dev", .. here])).ExitsWith(0);
        var error = (await _mlops.RunAsync(["purge", "dev", "--local", "--json", "--store", _mlops.Store, .. here])).ExitsWith(1)
            .Json().GetProperty("error");
        Assert.Equal("PurgeProtected", error.GetProperty("code").GetString());
        Assert.Matches(@"until \d{4}-\d\d-\d\d", error.GetProperty("message").GetString());
        Assert.Equal((PurgeOp.Protected, PurgeOp.Unknown, PurgeOp.None), Ops(await PurgeAsync(["--dry-run", .. here])));
    }

    [Fact]
    public async Task In_Azure_the_subscription_has_to_be_known()
    {
        _mlops.Environment["ARM_SUBSCRIPTION_ID"] = null;
        var error = (await _mlops.RunAsync("purge", "dev", "--json")).ExitsWith(2).Json().GetProperty("error");
        Assert.Equal("SubscriptionNotKnown", error.GetProperty("code").GetString());
        Assert.Contains("--subscription ID", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> UpAsync(int exitCode) =>
        (await _mlops.LocalAsync("up", "dev", "--no-publish", "--json")).ExitsWith(exitCode).Json();

    private async Task<JsonElement> PurgeAsync(params string[] arguments) =>
        (await _mlops.RunAsync(["purge", "dev", "--local", "--json", "--store", _mlops.Store, .. arguments])).ExitsWith(0).Json();

    private static (string? Vault, string? Workspace, string? Logs) Ops(JsonElement document) =>
        (Op(document, Vault), Op(document, Workspace), Op(document, Logs));

    private static string? Op(JsonElement document, string type) =>
        document.GetProperty("purged").EnumerateArray().Single(resource => resource.GetProperty("type").GetString() == type)
            .GetProperty("op").GetString();

    private static class PurgeOp
    {
        public const string Purge = "purge", None = "none", Exists = "exists", Unknown = "unknown", Protected = "protected";
    }
}
