using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// <c>mlops local preview --state</c>: today's program against the export of a stack in Azure, with nothing but that file.
/// </summary>
public sealed class ExportedStackTests
{
    private const string Subscription = "5b1f6c0e-1111-4222-8333-444455556666", Tenant = "9c2a7d1f-aaaa-4bbb-8ccc-ddddeeeeffff";

    [Fact]
    public async Task An_unchanged_program_changes_nothing_and_a_changed_one_shows_what_it_changes()
    {
        using var azure = new Mlops();
        using var mlops = new Mlops();
        using var project = new ProjectCopy();
        var export = await ExportAsync(azure, project);

        var same = (await mlops.LocalAsync("preview", "dev", "--project", project.Directory, "--state", export, "--json"))
            .ExitsWith(0).Json().GetProperty("summary");
        Assert.Equal((0, 0, 0, 0), (Count("create"), Count("update"), Count("replace"), Count("delete")));
        Assert.True(Count("same") > 50, same.ToString());

        int Count(string kind) => same.GetProperty(kind).GetInt32();

        project.WriteStack("dev", project.ReadStack("dev").Replace("westeurope", "northeurope", StringComparison.Ordinal));
        var text =
            (await mlops.LocalAsync("preview", "dev", "--project", project.Directory, "--state", export)).ExitsWith(0).Output;
        Assert.Contains("azure-native:resources:ResourceGroup", text, StringComparison.Ordinal);
        Assert.Contains("to replace", text, StringComparison.Ordinal);
        Assert.Contains("This preview can't know", text, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(mlops.Store));
    }

    [Fact]
    public async Task A_file_that_is_none_is_refused_and_so_is_a_review_of_it()
    {
        using var mlops = new Mlops();
        var missing = (await mlops.LocalAsync("preview", "dev", "--state", "nowhere.json", "--json")).ExitsWith(1).Json()
            .GetProperty("error");
        Assert.Equal("StateUnavailable", missing.GetProperty("code").GetString());
        var both = await mlops.LocalAsync("preview", "dev", "--state", "nowhere.json", "--markdown", "x.md");
        Assert.Contains("--state and --markdown can't be combined", both.ExitsWith(2).Error, StringComparison.Ordinal);
    }

    /// <summary>
    /// What <c>pulumi stack export</c> prints of dev in a subscription of somebody's: the state of a deployment to it, with
    /// secrets that nobody here can read. Where it is deployed to is in the environment there, not in the stack's file.
    /// </summary>
    private static async Task<string> ExportAsync(Mlops mlops, ProjectCopy project)
    {
        var stack = project.ReadStack("dev");
        project.WriteStack("dev",
            stack.Replace("config:\n",
                $"config:\n  azure-native:subscriptionId: {Subscription}\n  azure-native:tenantId: {Tenant}\n",
                StringComparison.Ordinal));
        (await mlops.LocalAsync("up", "dev", "--project", project.Directory, "--no-publish")).ExitsWith(0);
        project.WriteStack("dev", stack);
        var state =
            await File.ReadAllTextAsync(Directory.EnumerateFiles(mlops.Store, "dev.json", SearchOption.AllDirectories).Single());
        Assert.Contains(Subscription, state, StringComparison.Ordinal);
        // As the real providers write it: azure-native notes the API version among the inputs, those bridged from Terraform which
        // defaults they filled in.
        Assert.Contains("\"azureApiVersion\"", state, StringComparison.Ordinal);
        Assert.Contains("\"__defaults\"", state, StringComparison.Ordinal);
        var export = Path.Combine(project.Directory, "export.json");
        await File.WriteAllTextAsync(export, state.Replace("mlops-key-file", "service", StringComparison.Ordinal));
        return export;
    }
}
