using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>
/// Azure's addresses, and those that answer here in their place. What is stored, and what programs see, are Azure's; a client
/// that came by a name of this machine is shown addresses that it can reach, and may send them back.
/// </summary>
internal static partial class LoopbackAddresses
{
    // Each service has a name below localhost: certificates can't stand for more than the first part of a name.
    private static readonly (string Azure, string Here)[] Suffixes =
    [
        (AzureHosts.BlobSuffix, AzureHosts.LoopbackBlobSuffix),
        (AzureHosts.VaultSuffix, AzureHosts.LoopbackVaultSuffix),
        (AzureHosts.RegistrySuffix, AzureHosts.LoopbackRegistrySuffix),
        (".file.core.windows.net", ".file.localhost"),
        (".queue.core.windows.net", ".queue.localhost"),
        (".table.core.windows.net", ".table.localhost"),
        (".dfs.core.windows.net", ".dfs.localhost"),
        (".z6.web.core.windows.net", ".z6.web.localhost"),
    ];

    /// <summary>The host names that stand for a service's hosts, as in <c>*.blob.localhost</c>.</summary>
    public static IEnumerable<string> Wildcards => Suffixes.Select(suffix => "*" + suffix.Here);

    /// <summary>A text as a client is shown it: with addresses that answer here, if it came by a name of this machine.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="text">An address, a host alone, or a connection string.</param>
    public static string Show(HttpRequest request, string text) => AzureHosts.IsOnLoopback(request)
        ? Host().Replace(text, match => Find(request, match.Groups["host"].Value) ?? match.Value) : text;

    /// <summary>Shows all texts in a tree.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="node">The tree, to be changed.</param>
    public static JsonNode? Show(HttpRequest request, JsonNode? node)
    {
        if (!AzureHosts.IsOnLoopback(request)) return node;
        switch (node)
        {
            case JsonObject json:
                foreach (var (name, value) in json.ToList())
                {
                    var shown = Show(request, value);
                    if (!ReferenceEquals(shown, value)) json[name] = shown;
                }

                return json;
            case JsonArray array:
                for (var index = 0; index < array.Count; index++)
                {
                    var shown = Show(request, array[index]);
                    if (!ReferenceEquals(shown, array[index])) array[index] = shown;
                }

                return array;
            case JsonValue value when value.TryGetValue(out string? text) && Show(request, text) is var shown && shown != text:
                return shown;
            default:
                return node;
        }
    }

    /// <summary>Shows what is at some paths of a resource.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="resource">The resource, to be changed.</param>
    /// <param name="paths">The paths, as in <c>properties.primaryEndpoints</c>.</param>
    public static void Show(HttpRequest request, JsonObject resource, IEnumerable<string> paths)
    {
        if (!AzureHosts.IsOnLoopback(request)) return;
        foreach (var path in paths)
        {
            if (resource.At(path) is { } node && Show(request, node) is var shown && !ReferenceEquals(shown, node))
                resource.Set(path, shown);
        }
    }

    /// <summary>A text as it is stored: with Azure's names in place of those below <c>localhost</c>, on whatever port.</summary>
    /// <param name="text">The text.</param>
    public static string Read(string text) => text.Contains(".localhost:", StringComparison.OrdinalIgnoreCase)
        ? HostHere().Replace(text, match => match.Groups["name"].Value + Array.Find(Suffixes,
            suffix => suffix.Here.Equals(match.Groups["suffix"].Value, StringComparison.OrdinalIgnoreCase)).Azure)
        : text;

    // The clients of a storage account look for its name in the path where the host is an IP address.
    private static string? Find(HttpRequest request, string host)
    {
        var (isAddress, authority) = (!request.Host.Host.EndsWith("localhost", StringComparison.OrdinalIgnoreCase),
            AzureHosts.LoopbackAuthority(request));
        if (isAddress && AzureHosts.BlobAccount(host) is { } account) return $"{authority}/{account}";
        if (isAddress && AzureHosts.Vault(host) is { } vault) return $"{authority}/{AzureHosts.LoopbackVaultSegment}/{vault}";
        // ... An image's name has no path to put the registry into, and processes of this cloud hand names on.
        if (isAddress && AzureHosts.Registry(host) is not null) return null;
        foreach (var (azure, here) in Suffixes)
        {
            if (host.EndsWith(azure, StringComparison.OrdinalIgnoreCase))
                return $"{host[..^azure.Length]}{here}:{request.Host.Port}";
        }

        return AzureHosts.IsTelemetry(host) || host.EndsWith(AzureHosts.LogicSuffix, StringComparison.OrdinalIgnoreCase)
            ? authority : null;
    }

    [GeneratedRegex("""(?<![A-Za-z0-9.-])(?<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+){2,})(?::443)?(?![A-Za-z0-9.:-])""")]
    private static partial Regex Host();

    [GeneratedRegex("""(?<![A-Za-z0-9.-])(?<name>[A-Za-z0-9-]+)(?<suffix>(?:\.[a-z0-9]+){1,2}\.localhost):[0-9]+""",
        RegexOptions.IgnoreCase)]
    private static partial Regex HostHere();
}
