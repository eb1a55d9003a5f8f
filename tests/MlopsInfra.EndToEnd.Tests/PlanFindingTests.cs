using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>What Azure will not do of a plan is said before it begins: in the terminal, for machines and for reviewers.</summary>
public sealed class PlanFindingTests : IDisposable
{
    private readonly Mlops _mlops = new();
    private readonly ProjectCopy _project = new();

    public void Dispose()
    {
        _mlops.Dispose();
        _project.Dispose();
    }

    [Fact]
    public async Task Another_region_is_stopped_by_soft_delete_which_is_told_before_anything_is_deleted()
    {
        await UpAsync();
        Change("location: westeurope", "location: northeurope");
        const string told = "Azure ML workspace mlw-mlops-dev will be soft-deleted, and its name stays taken for 14 days. The "
            + "new one wants the same name, so the update will stop there, with what it deleted before gone. Give it another "
            + "name, or go in two steps: destroy, 'mlops purge dev', update.";

        var (output, review, page) = await PreviewAsync();
        Assert.Contains(told, output, StringComparison.Ordinal);
        Assert.StartsWith($"> [!CAUTION]\n> **{told}**", review[review.IndexOf('>', StringComparison.Ordinal)..],
            StringComparison.Ordinal);
        Assert.Contains("> Outage: resource group rg-mlops-dev is deleted before the new one is created, and with it ", review,
            StringComparison.Ordinal);
        Assert.True(page.IndexOf("mlw-mlops-dev will be soft-deleted", StringComparison.Ordinal) < page.IndexOf("Data at risk",
            StringComparison.Ordinal));
        // The key vault has the region in its name: another one.
        Assert.DoesNotContain("key vault kv-mlops-dev-ivepuz will be soft-deleted", output, StringComparison.OrdinalIgnoreCase);

        var state = await StateAsync();
        var refused = (await LocalAsync("up", "dev", "--no-publish", "--json")).ExitsWith(2).Json().GetProperty("error");
        Assert.Equal("NameStaysTaken", refused.GetProperty("code").GetString());
        Assert.Equal(told, refused.GetProperty("details")[0].GetProperty("message").GetString());
        Assert.Equal(state, await StateAsync());

        var stopped = (await LocalAsync("up", "dev", "--no-publish", "--allow-soft-delete-conflict")).ExitsWith(1);
        Assert.Contains("Soft-deleted workspace exists. Please purge or recover it.", stopped.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_that_Azure_refuses_is_told_beside_the_property()
    {
        await UpAsync();
        Change("vault:\n    softDeleteDays: 7", "vault:\n    softDeleteDays: 30");

        var (output, review, page) = await PreviewAsync();

        Assert.Matches(
            "!  properties.softDeleteRetentionInDays of key vault mlops-secrets-vault: Azure will refuse the update "
            + "\\(\\w+\\)\\. This can only be set when the resource is created\\. Set replaceOnChanges for it, or destroy the "
            + "resource first\\.", output);
        Assert.Contains("| `properties.softDeleteRetentionInDays` **will be refused** | `7` | `30` |", review,
            StringComparison.Ordinal);
        Assert.Contains("<strong class=\"forces\">will be refused</strong>", page, StringComparison.Ordinal);
        var finding = (await LocalAsync("preview", "dev", "--json")).ExitsWith(0).Json().GetProperty("findings")[0];
        Assert.Equal(("updateRefused", "properties.softDeleteRetentionInDays"),
            (finding.GetProperty("kind").GetString(), finding.GetProperty("path").GetString()));
    }

    private async Task UpAsync() => (await LocalAsync("up", "dev", "--no-publish")).ExitsWith(0);

    private async Task<(string Output, string Review, string Page)> PreviewAsync()
    {
        var (markdown, html) = (Path.Combine(_project.Directory, "dev.md"), Path.Combine(_project.Directory, "dev.html"));
        var preview = (await LocalAsync("preview", "dev", "--markdown", markdown, "--html", html)).ExitsWith(0);
        return (preview.Output, await File.ReadAllTextAsync(markdown), await File.ReadAllTextAsync(html));
    }

    private Task<CommandResult> LocalAsync(params string[] arguments) =>
        _mlops.LocalAsync([.. arguments, "--project", _project.Directory]);

    private Task<string> StateAsync() => File.ReadAllTextAsync(Path.Combine(_mlops.Store, "stacks", "dev.json"));

    private void Change(string from, string to)
    {
        var yaml = _project.ReadStack("dev");
        Assert.Contains(from, yaml, StringComparison.Ordinal);
        _project.WriteStack("dev", yaml.Replace(from, to, StringComparison.Ordinal));
    }
}
