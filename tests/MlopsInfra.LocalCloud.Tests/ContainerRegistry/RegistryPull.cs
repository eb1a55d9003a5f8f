using System.Formats.Tar;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.ContainerRegistry;

/// <summary>A client of registries: signs in and pulls.</summary>
internal static class RegistryPull
{
    /// <summary>The registry of most tests.</summary>
    public const string Host = "https://crmlops.azurecr.io";

    /// <summary>The digest that a run built.</summary>
    public static string DigestOf(JsonObject run) => (string)run["outputImages"]![0]!["digest"]!;

    /// <summary>Pulls an image as docker does: what is named by a digest has it.</summary>
    public static async Task<(JsonNode Manifest, JsonNode Configuration, IReadOnlyList<string> Files)> ImageAsync(RestCloud rest,
        string repository, string reference, string registry = "crmlops")
    {
        var host = Host.Replace("crmlops", registry, StringComparison.Ordinal);
        var client = await SignInAsync(rest, host);
        var bytes = await client.GetByteArrayAsync($"{host}/v2/{repository}/manifests/{reference}");
        if (reference.StartsWith("sha256:", StringComparison.Ordinal)) Assert.Equal(reference, Digest(bytes));
        var manifest = JsonNode.Parse(bytes)!;
        var configuration = await BlobAsync((string)manifest["config"]!["digest"]!);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var layer in manifest["layers"]!.AsArray())
        {
            using var tar = new TarReader(new MemoryStream(await BlobAsync((string)layer!["digest"]!)));
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.EntryType != TarEntryType.RegularFile) continue;
                using var reader = new StreamReader(entry.DataStream!);
                files[entry.Name] = reader.ReadToEnd();
            }
        }

        return (manifest, JsonNode.Parse(configuration)!, [.. files.Select(pair => $"{pair.Key}={pair.Value}")]);

        async Task<byte[]> BlobAsync(string digest)
        {
            var content = await client.GetByteArrayAsync($"{host}/v2/{repository}/blobs/{digest}");
            Assert.Equal(digest, Digest(content));
            return content;
        }
    }

    private static string Digest(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The challenge, the exchange and the token of <c>az acr login --expose-token</c>.</summary>
    public static async Task<HttpClient> SignInAsync(RestCloud rest, string host)
    {
        var client = rest.Http(audience: null);
        var challenge = (await client.GetAsync($"{host}/v2/")).Headers.WwwAuthenticate.Single();
        Assert.Equal("Bearer", challenge.Scheme);
        Assert.Contains($"realm=\"{host}/oauth2/token\"", challenge.Parameter, StringComparison.Ordinal);
        var refresh = await PostAsync("exchange", ("grant_type", "access_token"),
            ("access_token", rest.Server.Tokens.Issue(Audiences.ResourceManager).Value));
        var access =
            await PostAsync("token", ("grant_type", "refresh_token"), ("refresh_token", (string)refresh["refresh_token"]!));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)access["access_token"]!);
        return client;

        async Task<JsonNode> PostAsync(string route, params (string Name, string Value)[] form)
        {
            using var content = new FormUrlEncodedContent([.. form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))]);
            var answer = await client.PostAsync($"{host}/oauth2/{route}", content);
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        }
    }
}
