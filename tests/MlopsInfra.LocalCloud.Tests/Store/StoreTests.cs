using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Providers;
using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalCloud.Tests.Providers.Provider;

namespace MlopsInfra.LocalCloud.Tests.Store;

/// <summary>What is kept on disk: everything, once, for one process, with no secret in clear.</summary>
public sealed class StoreTests : IDisposable
{
    private readonly string _folder = TestFolders.Create("cloud-").FullName;

    private string Journal => Path.Combine(_folder, "resources.jsonl");

    [Fact]
    public void What_was_written_is_there_again_and_reading_writes_nothing()
    {
        using (var azure = new TestCloud(directory: _folder))
        {
            azure.Put(TestCloud.Group, """{"location":"westeurope"}""");
            Scenes.Workspace(azure);
            Assert.True(azure.Cloud.Statistics.Writes > 10);
        }

        var before = File.ReadAllBytes(Journal);
        using (var azure = new TestCloud(directory: _folder))
        {
            var account = azure.Get(TestCloud.In("Microsoft.Storage/storageAccounts", "stdata"))!;
            Assert.False(azure.PutResult(TestCloud.In("Microsoft.Storage/storageAccounts", "stdata"),
                account.ToJsonString()).Changed);
            Assert.Equal(0, azure.Cloud.Statistics.Writes);
        }

        Assert.Equal(before, File.ReadAllBytes(Journal));
    }

    [Theory]
    [InlineData("/subscriptions/s/tagNames/department", "Microsoft.Resources/tagNames")]
    [InlineData("/subscriptions/s/providers/Microsoft.Features/providers/Microsoft.Compute/features/EncryptionAtHost",
        "Microsoft.Features/providers/features")]
    public void What_has_an_id_of_another_form_is_there_again(string key, string type)
    {
        using (var azure = new TestCloud(directory: _folder)) azure.Cloud.Context.Store.Commit([Change(key, type)]);

        using var again = new TestCloud(directory: _folder);
        Assert.NotNull(again.Cloud.Context.Store.Find(key));
    }

    [Fact]
    public void What_could_not_be_read_again_is_not_written()
    {
        using (var azure = new TestCloud(directory: _folder))
        {
            azure.Put(TestCloud.Group, """{"location":"westeurope"}""");
            Assert.Throws<InvalidOperationException>(() =>
                azure.Cloud.Context.Store.Commit([Change("/subscriptions/s/odd", "Microsoft.Storage/storageAccounts")]));
        }

        using var again = new TestCloud(directory: _folder);
        Assert.NotNull(again.Get(TestCloud.Group));
    }

    [Fact]
    public void No_secret_is_written_in_clear_and_all_come_back()
    {
        const string type = "azure-native:keyvault:Secret";
        var inputs = Map(("resourceGroupName", "rg"), ("vaultName", "kv-data"), ("secretName", "token"),
            ("tags", Map(("pin", new PropertyValue.Secret("hunter-tag")))),
            ("properties", Map(("value", "hunter-value"))));
        string id;
        using (var azure = new TestCloud(directory: _folder))
        {
            azure.Put(TestCloud.Group, """{"location":"westeurope"}""");
            Scenes.Vault(azure);
            Scenes.Insights(azure);
            id = new Provider(azure.Cloud).Create(type, "secret", inputs).State.Id;
        }

        foreach (var file in Directory.GetFiles(_folder))
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotContain("hunter", text, StringComparison.Ordinal);
            Assert.DoesNotContain("InstrumentationKey=", text, StringComparison.Ordinal);
        }

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(_folder, "secret.key")));
        using var again = new TestCloud(directory: _folder);
        var read = new Provider(again.Cloud).Read(type, id)!;
        Assert.Equal(new PropertyValue.Secret("hunter-tag"), ((PropertyValue.Obj)read.Inputs!["tags"]).Members["pin"]);
        Assert.Equal("hunter-value", again.Cloud.Context.Store.Find(id)!.Body["properties"]!["value"]!.GetValue<string>());
    }

    [Fact]
    public void A_second_process_is_kept_out_and_told_which_one_has_the_store()
    {
        var holder = Path.Combine(_folder, "lock-holder");
        using (new TestCloud(directory: _folder))
        {
            var refusal = Assert.Throws<StoreException>(() => EmbeddedCloud.Open(_folder));
            Assert.Equal("StoreLocked", refusal.Code);
            Assert.Matches(
                $@"in '{Regex.Escape(_folder)}' is in use by process {Environment.ProcessId} \(.+\), since \d{{4}}-.+ UTC\. "
                    + @"Wait for its end or end it, then try again\.$", refusal.Message);
            // A file that was left behind by a process that was killed misleads nobody: the next holder writes its own.
            File.WriteAllText(holder, "");
            Assert.Contains("in use by another process.",
                Assert.Throws<StoreException>(() => EmbeddedCloud.Open(_folder)).Message, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(holder));
    }

    [Fact]
    public void A_folder_that_can_not_be_written_is_not_taken_for_one_in_use()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "lock"));
        Assert.Equal("StoreNotWritable", Assert.Throws<StoreException>(() => EmbeddedCloud.Open(_folder)).Code);
    }

    [Fact]
    public void A_line_that_a_crash_cut_off_is_dropped()
    {
        Fill();
        File.WriteAllBytes(Journal, File.ReadAllBytes(Journal)[..^10]);
        using var azure = new TestCloud(directory: _folder);
        Assert.NotNull(azure.Get(TestCloud.Group));
        Assert.Null(azure.Get(TestCloud.In("Microsoft.Storage/storageAccounts", "stdata")));
        Scenes.Account(azure);
    }

    [Fact]
    public void A_damaged_file_is_kept_aside_and_said_so()
    {
        Fill();
        File.WriteAllText(Journal, File.ReadAllText(Journal).Replace("westeurope", "eastus2eur", StringComparison.Ordinal));
        var refusal = Assert.Throws<StoreException>(() => EmbeddedCloud.Open(_folder));
        Assert.Equal("StoreDamaged", refusal.Code);
        Assert.Contains("line 2", refusal.Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_folder, "resources.jsonl.damaged-*"));
        using var fresh = new TestCloud(directory: _folder);
        Assert.Equal(0, fresh.Cloud.Statistics.Resources);
    }

    [Fact]
    public void The_file_is_rewritten_when_most_of_it_is_outdated()
    {
        using (var azure = new TestCloud(directory: _folder))
        {
            for (var i = 0; i < 100; i++)
                azure.Put(TestCloud.Group, $$$"""{"location":"westeurope","tags":{"turn":"{{{i}}}"} }""");
        }

        Assert.Equal(2, File.ReadAllLines(Journal).Length);
        using var again = new TestCloud(directory: _folder);
        Assert.Equal("99", again.Get(TestCloud.Group)!["tags"]!["turn"]!.GetValue<string>());
    }

    private static StoreChange Change(string key, string type) =>
        new(key, new StoredResource(key, type, [], [], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, []));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Fill()
    {
        using var azure = new TestCloud(directory: _folder);
        azure.Put(TestCloud.Group, """{"location":"westeurope"}""");
        Scenes.Account(azure);
    }
}
