using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.Torture.Fuzzing.Mutations;

namespace MlopsInfra.Torture.Fuzzing.Readers;

/// <summary>Readers of the local cloud's store.</summary>
internal static class StoreReaders
{
    private const int ChecksumLength = 8;
    private const string Group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg";

    private static readonly string[] Words =
    [
        "put", "delete", "type", "created", "changed", "secrets", "body", "computed", "$secret", "b/properties/x",
            "c/properties", Group,
        $"{Group}/providers/Microsoft.Storage/storageAccounts/sta", "Microsoft.Storage/storageAccounts", "properties",
            "location", "tags", "name", "id",
    ];

    public static IEnumerable<FuzzedReader> All
    {
        get
        {
            var folder = ScratchFolder.Create();
            yield return new FuzzedReader("resources.jsonl", InputForm.JsonLines, Stores, Words, input => Open(folder, input),
                exception => exception is StoreException) { Weight = 0.4 };
        }
    }

    // Lines without their checksums, which are made when they are read: a wrong one says nothing about what is behind it.
    private static IEnumerable<byte[]> Stores()
    {
        var folder = ScratchFolder.Create();
        using (var cloud = EmbeddedCloud.Open(folder))
        {
            void Put(string id, JsonObject body) =>
                cloud.Resources.PutAsync(ResourceId.Parse(id), body, new ArmRequestOptions(), CancellationToken.None).AsTask()
                    .GetAwaiter().GetResult();
            Put(Group.Replace("00000000-0000-0000-0000-000000000001", Subscription(cloud), StringComparison.Ordinal),
                new JsonObject { ["location"] = "westeurope" });
            var group = Group.Replace("00000000-0000-0000-0000-000000000001", Subscription(cloud), StringComparison.Ordinal);
            Put($"{group}/providers/Microsoft.Storage/storageAccounts/stafuzz", new JsonObject
            {
                ["location"] = "westeurope", ["kind"] = "StorageV2", ["sku"] = new JsonObject { ["name"] = "Standard_LRS" },
                    ["properties"] = new JsonObject(),
            });
            Put($"{group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-fuzz",
                new JsonObject { ["location"] = "westeurope" });
        }

        var lines = File.ReadAllLines(Path.Combine(folder, "resources.jsonl")).Skip(1)
            .Select(line => line[(ChecksumLength + 1)..]);
        yield return InputText.Bytes(string.Join('\n', lines) + "\n");
    }

    private static string Subscription(EmbeddedCloud cloud) => cloud.Options.SubscriptionIds[0];

    private static void Open(string folder, byte[] input)
    {
        foreach (var left in Directory.EnumerateFiles(folder, "resources.jsonl*")) File.Delete(left);
        using (var file = File.Create(Path.Combine(folder, "resources.jsonl")))
        {
            file.Write("mlops-cloud 1\n"u8);
            foreach (var range in input.AsSpan().Split((byte)'\n'))
            {
                var line = input.AsSpan(range);
                if (line.IsEmpty) continue;
                file.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(line).AsSpan(0, ChecksumLength / 2))
                    + " "));
                file.Write(line);
                file.WriteByte((byte)'\n');
            }
        }

        using var cloud = EmbeddedCloud.Open(folder);
        foreach (var resource in cloud.Context.Store.All())
        {
            if (!ResourceId.TryParse(resource.Key, out var id)) continue;
            cloud.Resources.Find(id)?.ToJsonString();
            _ = cloud.Resources.OfType(id.Type).Select(found => found.ToJsonString()).Count();
            if (id.Parent is { } parent) _ = cloud.Resources.List(parent, id.Type).Count;
        }
    }
}
