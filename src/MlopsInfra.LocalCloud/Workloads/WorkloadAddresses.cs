using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>
/// Rewrites the addresses of Azure in a workload's declared environment to those that answer here, so that a process talks to
/// this cloud and to nothing else.
/// </summary>
/// <param name="server">The server's own address, as in <c>https://127.0.0.1:41234/</c>: the storage clients look for the account
/// in the path only where the host is an IP address.</param>
/// <param name="place">Where the process's calls come from; null where that is not known.</param>
internal sealed partial class WorkloadAddresses(Uri server, CallerPlace? place = null)
{
    private const string Workspaces = ".api.azureml.ms";

    private readonly string _authority = server.Authority;
    private readonly string? _caller = place is null or CallerPlace.Internet ? null : CallerHeaders.Encode(place);

    /// <summary>The variables with rewritten values.</summary>
    /// <param name="environment">Variables as a resource declares them.</param>
    public Dictionary<string, string> Rewrite(IEnumerable<KeyValuePair<string, string>> environment) =>
        environment.ToDictionary(pair => pair.Key, pair => Rewrite(pair.Value), StringComparer.Ordinal);

    /// <summary>A text with rewritten addresses: an address, a host alone, or a connection string.</summary>
    /// <param name="value">The text.</param>
    public string Rewrite(string value) => WithCaller(RewriteHosts(value));

    // Also in addresses that answer here already, as whoever came by the loopback address was told them.
    private string WithCaller(string text)
    {
        if (_caller is null) return text;
        var to = $"{_authority}/{AzureHosts.LoopbackCallerSegment}/{_caller}/{AzureHosts.LoopbackScoringSegment}/";
        return new[] { _authority, $"localhost:{server.Port}" }.Aggregate(text, (rewritten, authority) =>
            rewritten.Replace($"{authority}/{AzureHosts.LoopbackScoringSegment}/", to, StringComparison.OrdinalIgnoreCase));
    }

    private string RewriteHosts(string value)
    {
        // What a token is for is no address, though it looks like one.
        if (value.EndsWith("/.default", StringComparison.OrdinalIgnoreCase)) return value;
        if (Host().IsMatch(value)) return Find(value) ?? value;
        var text = Address().Replace(value, match =>
            Find(match.Groups["host"].Value) is { } here ? $"{Scheme(match.Groups["scheme"].Value)}://{here}" : match.Value);
        return ConnectionString().Match(text) is { Success: true } match
            && !text.Contains("BlobEndpoint=", StringComparison.Ordinal)
            ? $"{text.TrimEnd(';')};BlobEndpoint=https://{_authority}/{match.Groups["account"].Value}" : text;
    }

    /// <summary>Where a host of Azure is here: host, port and the first segments of the path; null where it is none.</summary>
    private string? Find(string host)
    {
        if (AzureHosts.BlobAccount(host) is { } account) return $"{_authority}/{account}";
        if (AzureHosts.Scoring(host) is { } scoring)
            return $"{_authority}/{AzureHosts.LoopbackScoringSegment}/{scoring.Region}/{scoring.Endpoint}";
        if (AzureHosts.Vault(host) is { } vault) return $"{_authority}/{AzureHosts.LoopbackVaultSegment}/{vault}";
        return Is(host, AzureHosts.ResourceManager) || Is(host, AzureHosts.Login) || Ends(host, AzureHosts.LogicSuffix)
            || AzureHosts.IsTelemetry(host) || AzureHosts.IsLogQuery(host) || Ends(host, Workspaces) ? _authority : null;
    }

    // azureml:// is what the workspace's tracking address begins with; the client makes https of it.
    private static string Scheme(string scheme) => Is(scheme, "http") ? "https" : scheme;

    private static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool Ends(string host, string suffix) => host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("""(?<scheme>https?|azureml)://(?<host>[A-Za-z0-9.-]+\.[A-Za-z]+)(?::443)?(?![A-Za-z0-9.:@-])""",
        RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex("""^[A-Za-z0-9.-]+\.[A-Za-z]+$""")]
    private static partial Regex Host();

    [GeneratedRegex("""^DefaultEndpointsProtocol=https;.*?AccountName=(?<account>[a-z0-9]+);.*EndpointSuffix=core\.windows\.net""",
        RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex ConnectionString();
}
