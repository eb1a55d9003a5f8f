using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Tests.Store;

/// <summary>A store that is open for long: its file stays small, holds all at any moment, and long lists are in order.</summary>
public sealed class ServedStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = TestFolders.Create("served-store-");

    [Fact]
    public void The_file_is_written_anew_while_the_store_is_open_and_holds_all_at_any_moment()
    {
        using var store = ResourceStore.Open(Path.Combine(_folder.FullName, "served"));
        var longest = 0;
        for (var change = 0; change < 10_000; change++)
        {
            store.Commit([Put($"a{change % 10}", change)]);
            if (change % 500 != 0) continue;
            // As a process finds it that comes after one that was killed here.
            var copy = Path.Combine(_folder.FullName, $"copy{change}");
            Directory.CreateDirectory(copy);
            File.Copy(Path.Combine(_folder.FullName, "served", "resources.jsonl"), Path.Combine(copy, "resources.jsonl"));
            longest = Math.Max(longest, File.ReadLines(Path.Combine(copy, "resources.jsonl")).Count());
            using var found = ResourceStore.Open(copy);
            Assert.Equal(change, (int)found.Find(Key($"a{change % 10}"))!.Body["change"]!);
            Assert.Equal(Math.Min(change + 1, 10), found.Count);
        }

        Assert.InRange(longest, 1, 5_000);
    }

    [Fact]
    public void A_list_is_in_order_of_name_and_knows_what_was_written_since_it_was_made()
    {
        using var store = ResourceStore.Open(null);
        store.Commit([Put("b", 1), Put("A", 1)]);
        var first = store.Listed(Group, "X.Y/z");

        store.Commit([Put("c", 1), Put("b", 2)]);
        store.Commit([new StoreChange(Key("A"), null)]);

        Assert.Equal(["A", "b"], first.Select(resource => resource.Name));
        Assert.Equal(["b", "c"], store.Listed(Group, "X.Y/z").Select(resource => resource.Name));
        Assert.Equal(2, (int)store.ListedBelow("/subscriptions/s", "X.Y/z")[0].Body["change"]!);
        Assert.Same(store.Listed(Group, "X.Y/z"), store.Listed(Group, "X.Y/z"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private const string Group = "/subscriptions/s/resourceGroups/g";

    private static string Key(string name) => $"{Group}/providers/X.Y/z/{name}";

    private static StoreChange Put(string name, int change) => new(Key(name), new StoredResource(Key(name), "X.Y/z",
        new JsonObject { ["change"] = change }, new JsonObject { ["id"] = Key(name) }, DateTimeOffset.UnixEpoch,
        DateTimeOffset.UnixEpoch, []));
}
