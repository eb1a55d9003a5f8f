using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CsCheck;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Providers;
using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalCloud.Tests.Providers.Provider;

namespace MlopsInfra.LocalCloud.Tests.Store;

/// <summary>The store writes only what it can read again, whatever is secret in it, and wherever.</summary>
public sealed class NestedSecretTests : IDisposable
{
    private static readonly Gen<string> Name = Gen.OneOf(Gen.Const("a"), Gen.Const("b"), Gen.Const("ab"), Gen.Const("a/b"),
        Gen.Const("~"), Gen.Const("$secret"), Gen.Const("0"), Gen.Const(""));

    private static readonly Gen<JsonNode?> Leaf = Gen.OneOf(
        Gen.String[0, 6].Select(text => (JsonNode?)JsonValue.Create(text)),
        Gen.Int.Select(number => (JsonNode?)JsonValue.Create(number)), Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag)),
        Gen.Const((JsonNode?)null), Gen.Const((JsonNode?)new JsonObject { ["$secret"] = "no box" }));

    private readonly string _folder = TestFolders.Create("cloud-").FullName;

    private static Gen<JsonNode?> Node(int depth) => depth == 0
        ? Leaf.Select(leaf => leaf?.DeepClone())
        : Gen.OneOf(
            Leaf.Select(leaf => leaf?.DeepClone()),
            Gen.Select(Name, Node(depth - 1)).List[0, 3].Select(members => (JsonNode?)Object(members)),
            Node(depth - 1).List[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])));

    [Fact]
    public void What_is_written_is_read_again_for_any_body_and_any_pointers()
    {
        var box = new SecretBox(_folder);
        // The first value makes the key, before samples run side by side.
        box.Encrypt("");
        Gen.Select(Gen.Select(Name, Node(4)).List[1, 4].Select(Object), Gen.Int[0, 9].List[0, 12]).Sample((body, picks) =>
        {
            var all = Pointers(body, "").ToList();
            // The children of what is picked as well: pointers below pointers, which a type and a program make together.
            var picked = picks.Where(_ => all.Count > 0).Select(pick => all[pick * 7919 % all.Count]).ToList();
            ImmutableArray<string> secrets = [
                .. picked.Concat(all.Where(pointer => picked.Any(outer => pointer.StartsWith($"{outer}/",
                    StringComparison.Ordinal)))).Select(pointer => $"b{pointer}")];
            var resource = new StoredResource("/subscriptions/x", "T/t", body, new JsonObject { ["id"] = "x" },
                DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, secrets);
            var line = System.Text.Encoding.UTF8.GetBytes(StoredResourceJson.Write(resource, box).ToJsonString());
            var read = StoredResourceJson.Read(StoredResourceJson.Parse(line)!.AsObject(), box);
            return JsonNode.DeepEquals(read.Body, body) && read.Secrets.SequenceEqual(resource.Secrets);
        });
    }

    [Theory]
    [InlineData("azure-native:machinelearningservices:Datastore")]
    [InlineData("azure-native:machinelearningservices:WorkspaceConnection")]
    public void Credentials_that_hold_a_secret_of_the_program_do_not_destroy_the_store(string type)
    {
        var (name, properties) = type.EndsWith("Datastore", StringComparison.Ordinal)
            ? ("name",
                Map(("datastoreType", "AzureDataLakeGen2"), ("accountName", "stdata"), ("filesystem", "raw"), ("credentials", Map(
                ("credentialsType", "ServicePrincipal"), ("clientId", Guid.NewGuid().ToString()),
                ("tenantId", Guid.NewGuid().ToString()),
                ("secrets", Map(("secretsType", "ServicePrincipal"), ("clientSecret", new PropertyValue.Secret("topsecret"))))))))
            : ("connectionName",
                Map(("category", "ApiKey"), ("target", "https://example.com"), ("authType", "ApiKey"),
                    ("credentials", Map(("key", new PropertyValue.Secret("topsecret"))))));
        string id;
        using (var azure = new TestCloud(directory: _folder))
        {
            azure.Put(TestCloud.Group, """{"location":"westeurope"}""");
            Scenes.Workspace(azure);
            var inputs =
                Map(("resourceGroupName", "rg"), ("workspaceName", "mlw-data"), (name, "secretive"), ("properties", properties));
            id = new Provider(azure.Cloud).Create(type, "secretive", inputs).State.Id;
        }

        Assert.All(Directory.GetFiles(_folder),
            file => Assert.DoesNotContain("topsecret", File.ReadAllText(file), StringComparison.Ordinal));
        using var again = new TestCloud(directory: _folder);
        Assert.NotNull(again.Get(id));
        Assert.Contains("topsecret", again.Cloud.Context.Store.Find(id)!.Body.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_that_a_client_may_send_is_not_too_deep_for_a_line_of_the_store()
    {
        // The deepest that System.Text.Json reads of a request.
        const int depth = 60;
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
        var body = new JsonObject { ["properties"] = JsonNode.Parse(deep) };
        var box = new SecretBox(_folder);
        var resource = new StoredResource("/subscriptions/x", "T/t", body, [], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch,
            ["b/properties/a"]);
        foreach (var secrets in (ImmutableArray<string>[])[[], ["b/properties"]])
        {
            var written = StoredResourceJson.Write(resource with { Secrets = secrets }, box);
            written["wrapped"] = JsonNode.Parse(string.Concat(Enumerable.Repeat("[", 60)) + new string(']', 60));
            var read =
                StoredResourceJson.Read(StoredResourceJson.Parse(System.Text.Encoding.UTF8.GetBytes(written.ToJsonString()))!
                .AsObject(), box);
            Assert.True(JsonNode.DeepEquals(body, read.Body));
        }
    }

    [Fact]
    public void Folder_and_files_are_their_owner_s_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("File modes need a Unix.");
            return;
        }

        var folder = Path.Combine(_folder, "new", "cloud");
        using (var azure = new TestCloud(directory: folder)) azure.Put(TestCloud.Group, """{"location":"westeurope"}""");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(folder, "resources.jsonl")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static JsonObject Object(IEnumerable<(string Name, JsonNode? Value)> members)
    {
        var json = new JsonObject();
        foreach (var (name, value) in members) json[name] = value?.DeepClone();
        return json;
    }

    private static IEnumerable<string> Pointers(JsonNode? node, string pointer)
    {
        if (pointer.Length > 0) yield return pointer;
        var children = node switch
        {
            JsonObject json => json.Select(member => (At: JsonPointer.Append(pointer, member.Key), member.Value)),
            JsonArray list => list.Select((item, index) => (At: $"{pointer}/{index}", Value: item)),
            _ => [],
        };
        foreach (var (at, value) in children)
        {
            foreach (var found in Pointers(value, at)) yield return found;
        }
    }
}
