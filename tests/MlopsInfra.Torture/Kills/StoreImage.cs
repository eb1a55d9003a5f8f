using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsInfra.Torture.Kills;

/// <summary>
/// What a store holds, told apart from the product: each resource of state and cloud with what differs from run to run taken out
/// (times, ciphertexts, ids of providers), and each file.
/// </summary>
internal sealed class StoreImage
{
    private static readonly string[] Volatile = ["created", "modified", "changed", "request", "etag", "$secret", "ciphertext"];
    private readonly SortedDictionary<string, string> _records = new(StringComparer.Ordinal);

    private StoreImage()
    {
    }

    /// <summary>All that is compared, by name.</summary>
    public IReadOnlyDictionary<string, string> Records => _records;

    /// <summary>What can't be read: empty if all is well. The last line of a file may be cut while nothing has read it.</summary>
    public List<string> Damage { get; } = [];

    /// <summary>Reads a store.</summary>
    /// <param name="store">Where.</param>
    /// <param name="stack">The stack.</param>
    public static StoreImage Of(StoreFolder store, string stack)
    {
        var image = new StoreImage();
        if (!Directory.Exists(store.Path)) return image;
        image.Take("state", () => image.ReadState(Path.Combine(store.Path, "stacks", $"{stack}.json")));
        image.Take("journal", () => image.ReadJournal(store.Journal(stack)));
        image.Take("store", () => image.ReadStore(store.Resources));
        foreach (var file in Directory.EnumerateFiles(store.Path, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(store.Path, file);
            // The state before the last change is there after a second run only; the others are compared line by line.
            if (name.EndsWith(".bak", StringComparison.Ordinal)) continue;
            var isContent = name.Contains("content", StringComparison.Ordinal);
            image._records[$"file {VolatileText.Replace(name)}"] = isContent ? Hash(file) : "";
        }

        return image;
    }

    /// <summary>How another image differs from this one: what is missing, what is there besides, what is not the same.</summary>
    public IEnumerable<(string Kind, string Detail)> Differences(StoreImage other)
    {
        foreach (var (name, text) in _records)
        {
            if (!other._records.TryGetValue(name, out var found)) yield return ($"lost: {KindOf(name)}", name);
            else if (found != text) yield return ($"differs: {KindOf(name)}", $"{name}\nexpected {text}\nfound    {found}");
        }

        foreach (var name in other._records.Keys.Where(name => !_records.ContainsKey(name)))
        {
            var kind = name.StartsWith("file ", StringComparison.Ordinal) ? "left over" : "doubled";
            yield return ($"{kind}: {KindOf(name)}", name);
        }
    }

    private static string KindOf(string name) => name.Split(' ')[0] switch
    {
        "state" => $"state, {name.Split("::").ElementAtOrDefault(2)}",
        "cloud" => $"cloud, {name.Split(' ')[1]}",
        _ => "file",
    };

    private void Take(string what, Action read)
    {
        try
        {
            read();
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException
            or NullReferenceException)
        {
            Damage.Add($"{what}: {exception.Message}");
        }
    }

    private void ReadState(string file)
    {
        if (!File.Exists(file)) return;
        var deployment = JsonNode.Parse(File.ReadAllBytes(file))!["deployment"]!;
        var resources = deployment["resources"]!.AsArray().Select(node => node!.AsObject()).ToList();
        var providers = resources.Where(record => record["type"]!.GetValue<string>().StartsWith("pulumi:providers:",
            StringComparison.Ordinal)).Select(record => record["id"]!.GetValue<string>()).ToList();
        foreach (var record in resources)
        {
            var text = Stable(record).ToJsonString();
            text = providers.Aggregate(text, (all, id) => all.Replace(id, "PROVIDER", StringComparison.Ordinal));
            var name = $"state {record["urn"]}{(record["delete"]?.GetValue<bool>() == true ? $" {record["id"]}" : "")}";
            if (!_records.TryAdd(name, text)) throw new FormatException($"{name} is there twice.");
        }

        foreach (var pending in deployment["pending_operations"]?.AsArray() ?? []) _records[$"state pending {pending}"] = "";
    }

    private void ReadJournal(string file)
    {
        foreach (var line in Lines(file)) JsonNode.Parse(line)!.AsObject();
    }

    private void ReadStore(string file)
    {
        var lines = Lines(file).ToList();
        if (lines.Count > 0 && lines[0] != "mlops-cloud 1") throw new FormatException("The first line is wrong.");
        foreach (var line in lines.Skip(1))
        {
            var json = line[9..];
            var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)).AsSpan(0, 4));
            if (line[..9] != $"{checksum} ") throw new FormatException($"The checksum {line[..8]} is wrong.");
            var record = JsonNode.Parse(json)!.AsObject();
            if (record["delete"] is { } deleted)
            {
                var key = deleted.GetValue<string>();
                foreach (var name in _records.Keys.Where(name => name.StartsWith("cloud ", StringComparison.Ordinal)
                    && name.EndsWith($" {key}", StringComparison.OrdinalIgnoreCase)).ToList()) _records.Remove(name);
            }
            else
            {
                _records[$"cloud {record["type"]} {record["put"]}"] = Stable(record).ToJsonString();
            }
        }
    }

    // What follows the last line break was cut off.
    private static IEnumerable<string> Lines(string file) =>
        File.Exists(file) ? Encoding.UTF8.GetString(File.ReadAllBytes(file)).Split('\n')[..^1] : [];

    private static JsonNode Stable(JsonNode node) => Stripped(JsonNode.Parse(VolatileText.Replace(node.ToJsonString())))!;

    // Programs name the members of a map in any order.
    private static JsonNode? Stripped(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Where(member => !Volatile.Contains(member.Key))
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Stripped(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Stripped)]),
        _ => node?.DeepClone(),
    };

    private static string Hash(string file)
    {
        var bytes = File.ReadAllBytes(file);
        if (file.EndsWith(".json", StringComparison.Ordinal) && JsonNode.Parse(bytes) is { } json)
            bytes = Encoding.UTF8.GetBytes(Stable(json).ToJsonString());
        return Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
    }
}
