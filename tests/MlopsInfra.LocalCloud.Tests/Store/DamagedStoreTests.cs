using System.Security.Cryptography;
using System.Text;
using CsCheck;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Tests.Store;

/// <summary>
/// Lines of the store with a right checksum and a wrong content: they are found when the store is opened, with the line, and
/// never by the lists of a running cloud.
/// </summary>
public sealed class DamagedStoreTests : IDisposable
{
    private const string Group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg";

    private const string Line = $$$$$"""
        {"put":"{{{{{Group}}}}}/providers/Microsoft.Storage/storageAccounts/stdata","type":"Microsoft.Storage/storageAccounts",
        "created":"2026-11-30T12:00:00.0000000+00:00","changed":"2026-11-30T12:00:00.0000000+00:00","secrets":null,
        "body":{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"tags":{"a":"b"},
        "properties":{"list":[1,{"a":null}]}},
        "computed":{"id":"{{{{{Group}}}}}/providers/Microsoft.Storage/storageAccounts/stdata","name":"stdata",
        "properties":{"x":"y"}}}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("cloud-").FullName;

    private string Journal => Path.Combine(_folder, "resources.jsonl");

    public static TheoryData<string, string> WrongLines => new()
    {
        { "\"secrets\":null,", "\"secrets\":null,\"secrets\":null," },
        { "\"secrets\":null,", "\"secrets\":5," },
        { "\"secrets\":null,", "\"secrets\":[\"b\"]," },
        { "\"secrets\":null,", "\"secrets\":[\"b/location\"]," },
        { "\"secrets\":null,", "\"secrets\":[null]," },
        { "\"properties\":{\"list\":[1,{\"a\":null}]}", "\"properties\":5" },
        { "\"tags\":{\"a\":\"b\"}", "\"tags\":[]" },
        { "\"location\":\"westeurope\"", "\"location\":{}" },
        { "\"created\":\"2026-11-30T12:00:00.0000000+00:00\"", "\"created\":\"yesterday\"" },
        { "\"created\":\"2026-11-30T12:00:00.0000000+00:00\"", "\"created\":null" },
        { "{\"put\":\"/subscriptions", "{\"put\":\"/subscription" },
        { "\"type\":\"Microsoft.Storage/storageAccounts\"", "\"type\":\"Microsoft.KeyVault/vaults\"" },
        { "\"type\":\"Microsoft.Storage/storageAccounts\"", "\"type\":7" },
        { "\"body\":{", "\"body\":null,\"x\":{" },
        { "\"x\":\"y\"", "\"x\":1e999" },
        { "\"x\":\"y\"", "\"x\":\"\\ud800\"" },
        { Line.ReplaceLineEndings(""), "null" },
        { Line.ReplaceLineEndings(""), "[]" },
        { Line.ReplaceLineEndings(""), "{\"delete\":5}" },
        { Line.ReplaceLineEndings(""), "{\"delete\":null}" },
    };

    [Theory]
    [MemberData(nameof(WrongLines))]
    public void A_line_that_is_no_resource_is_damage_with_its_number(string part, string wrong)
    {
        var line = Line.ReplaceLineEndings("");
        Assert.Contains(part, line, StringComparison.Ordinal);
        Write(line, line.Replace(part, wrong, StringComparison.Ordinal));

        var refusal = Assert.Throws<StoreException>(() => EmbeddedCloud.Open(_folder));

        Assert.Equal("StoreDamaged", refusal.Code);
        Assert.Contains($"line 3 of '{Journal}'", refusal.Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_folder, "resources.jsonl.damaged-*"));
    }

    [Fact]
    public void A_line_that_was_changed_anywhere_is_taken_and_listed_or_is_damage()
    {
        var taken = 0;
        JsonMutations.Of(Line.ReplaceLineEndings("")).Sample(changed =>
        {
            foreach (var file in Directory.GetFiles(_folder)) File.Delete(file);
            Write(changed);
            try
            {
                using var store = ResourceStore.Open(_folder);
                taken++;
                _ = store.All().Select(resource => (resource.Name, store.Children(resource.Key))).ToList();
                using var journal = new StoreJournal(_folder, new SecretBox(_folder));
                journal.Compact(store.All().ToList());
            }
            catch (StoreException damaged)
            {
                Assert.Equal("StoreDamaged", damaged.Code);
                Assert.Contains("line 2 of", damaged.Message, StringComparison.Ordinal);
            }
        }, iter: 2_000, threads: 1);
        Assert.InRange(taken, 100, 1_900);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(params string[] lines)
    {
        var text = new StringBuilder("mlops-cloud 1\n");
        foreach (var line in lines)
        {
            var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)).AsSpan(0, 4));
            text.Append(checksum).Append(' ').Append(line).Append('\n');
        }

        File.WriteAllText(Journal, text.ToString(), new UTF8Encoding(false));
    }
}
