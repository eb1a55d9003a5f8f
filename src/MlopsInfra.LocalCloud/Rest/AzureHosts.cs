using Microsoft.AspNetCore.Http;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>Which of Azure's hosts the server stands in for, by the names of the public cloud and by loopback names.</summary>
internal static class AzureHosts
{
    public const string ResourceManager = "management.azure.com";
    public const string Login = "login.microsoftonline.com";
    public const string Graph = "graph.microsoft.com";
    public const string BlobSuffix = ".blob.core.windows.net";
    public const string LoopbackBlobSuffix = ".blob.localhost";
    public const string LoopbackVaultSuffix = ".vault.localhost";
    public const string LoopbackRegistrySuffix = ".azurecr.localhost";
    public const string ScoringSuffix = ".inference.ml.azure.com";
    public const string RegistrySuffix = ".azurecr.io";
    public const string VaultSuffix = ".vault.azure.net";
    public const string LogicSuffix = ".logic.azure.com";
    public const string MachineLearningApiSuffix = ".api.azureml.ms";

    /// <summary>What this cloud is called in its metadata.</summary>
    public const string CloudName = "MlopsInfraLocal";

    public const string LoopbackScoringSegment = "scoring";

    /// <summary>
    /// Stands before <see cref="LoopbackScoringSegment"/> in addresses of workloads, with the network that the workload is in (as
    /// <see cref="CallerHeaders.Encode"/> has it): the token of an endpoint does not say who uses it.
    /// </summary>
    public const string LoopbackCallerSegment = "called-from";

    public const string LoopbackVaultSegment = "vaults";

    // Where telemetry is sent, and where logs are queried. The first ones are suffixes.
    private static readonly string[] Telemetry =
        [".in.applicationinsights.azure.com", ".livediagnostics.monitor.azure.com", "dc.services.visualstudio.com"];

    private static readonly string[] LogQueries =
        ["api.loganalytics.io", "api.loganalytics.azure.com", "api.applicationinsights.io"];

    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host is "127.0.0.1" or "[::1]" or "::1";

    /// <summary>
    /// Whether a client came by a name of this machine, as <c>localhost</c> or <c>account.blob.localhost</c>, and so can't reach
    /// Azure's names.
    /// </summary>
    /// <param name="request">The client's request.</param>
    public static bool IsOnLoopback(HttpRequest request) =>
        IsLoopback(request.Host.Host) || IsLoopbackName(request.Host.Host);

    /// <summary>Where such a client finds the server itself: host and port.</summary>
    /// <param name="request">The client's request.</param>
    public static string LoopbackAuthority(HttpRequest request) =>
        IsLoopback(request.Host.Host) ? request.Host.Value! : $"localhost:{request.Host.Port ?? 443}";

    /// <summary>Where somebody signs in: Azure's address, or the one here for a client that can't reach that.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="tenant">The tenant.</param>
    public static string LoginUri(HttpRequest request, string tenant) =>
        $"https://{(IsOnLoopback(request) ? LoopbackAuthority(request) : Login)}/{tenant}";

    /// <summary>
    /// Whether a request is for Resource Manager. On a loopback address the account of a blob is the first segment of the path:
    /// what Resource Manager's paths begin with is no account.
    /// </summary>
    public static bool IsResourceManager(RequestInfo request) =>
        request.Host.Equals(ResourceManager, StringComparison.OrdinalIgnoreCase)
        || request.Path.StartsWith("/subscriptions", StringComparison.OrdinalIgnoreCase)
        || request.Path.StartsWith("/providers", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a host takes telemetry.</summary>
    public static bool IsTelemetry(string host) =>
        Array.Exists(Telemetry, known => host.EndsWith(known, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a host answers queries of logs.</summary>
    public static bool IsLogQuery(string host) => LogQueries.Contains(host, StringComparer.OrdinalIgnoreCase);

    public static bool IsServedHere(string host) =>
        IsLoopback(host)
        || IsLoopbackName(host)
        || host.Equals(ResourceManager, StringComparison.OrdinalIgnoreCase)
        || host.Equals(Graph, StringComparison.OrdinalIgnoreCase)
        || host.Equals(Login, StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(BlobSuffix, StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(ScoringSuffix, StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(RegistrySuffix, StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(VaultSuffix, StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(LogicSuffix, StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(MachineLearningApiSuffix, StringComparison.OrdinalIgnoreCase)
        || IsTelemetry(host)
        || IsLogQuery(host);

    /// <summary>
    /// Whether a host is that of a workspace's services beside Resource Manager, <c>{region}.api.azureml.ms</c>: run history,
    /// artifacts, MLflow. On loopback, and for clients that keep to one host, they are told by their paths.
    /// </summary>
    public static bool IsMachineLearningApi(string host) =>
        IsLoopback(host) || host.EndsWith(MachineLearningApiSuffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where a workspace's services are, by the rule of <see cref="ScoringUri"/>: host, with the port if any.</summary>
    public static string MachineLearningApi(HttpRequest request, string region) =>
        IsLoopback(request.Host.Host) ? request.Host.Value! : region + MachineLearningApiSuffix;

    /// <summary>The vault that a host is; null if it is none.</summary>
    public static string? Vault(string host) => Below(host, VaultSuffix, LoopbackVaultSuffix);

    /// <summary>The registry that a host is; null if it is none.</summary>
    public static string? Registry(string host) => Below(host, RegistrySuffix, LoopbackRegistrySuffix);

    /// <summary>The storage account a blob host belongs to; null if it is no blob host.</summary>
    public static string? BlobAccount(string host) => Below(host, BlobSuffix, LoopbackBlobSuffix);

    /// <summary>
    /// Endpoint and region of a scoring host, <c>{endpoint}.{region}.inference.ml.azure.com</c>; null if it is none.
    /// </summary>
    public static (string Endpoint, string Region)? Scoring(string host)
    {
        if (!host.EndsWith(ScoringSuffix, StringComparison.OrdinalIgnoreCase)) return null;
        var parts = host[..^ScoringSuffix.Length].Split('.');
        return parts.Length == 2 ? (parts[0], parts[1]) : null;
    }

    /// <summary>
    /// Where an endpoint is invoked: Azure's own URL, or one on loopback for a client that came by a loopback name and so can't
    /// reach Azure's.
    /// </summary>
    /// <param name="request">The client's request.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="region">Its region.</param>
    /// <param name="route">What is asked of it, as in <c>jobs</c>.</param>
    public static string ScoringUri(HttpRequest request, string endpoint, string region, string route) =>
        IsLoopback(request.Host.Host)
            ? $"https://{request.Host}/{LoopbackScoringSegment}/{region}/{endpoint}/{route}"
            : $"https://{endpoint}.{region}{ScoringSuffix}/{route}";

    /// <summary>What follows <c>ACCOUNT.blob.</c> in the hosts of blobs, by the same rule.</summary>
    public static string StorageSuffix(HttpRequest request) =>
        IsOnLoopback(request) ? $"localhost:{request.Host.Port}" : "core.windows.net";

    /// <summary>
    /// Where a container is, by the same rule. The storage SDKs look for the account in the path only where the host is an IP
    /// address.
    /// </summary>
    public static string ContainerUri(HttpRequest request, string account, string container) =>
        IsLoopback(request.Host.Host)
        ? $"https://127.0.0.1:{request.Host.Port}/{account}/{container}"
        : $"https://{account}{BlobSuffix}/{container}";

    private static bool IsLoopbackName(string host) => host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    private static string? Below(string host, params ReadOnlySpan<string> suffixes)
    {
        foreach (var suffix in suffixes)
        {
            if (host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) return host[..^suffix.Length];
        }

        return null;
    }
}
