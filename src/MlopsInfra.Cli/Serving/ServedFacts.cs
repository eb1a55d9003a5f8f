using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Server;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.Cli.Serving;

/// <summary>What a user has to know of a served cloud to reach it.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Certificate">The file of the certificate to trust.</param>
/// <param name="Standpoint">From where requests come that don't say it; null: from outside.</param>
/// <param name="Executor">How what is deployed is executed.</param>
/// <param name="HostNames">The names below <c>localhost</c> that its accounts, vaults and registries have.</param>
internal sealed record ServedFacts(string Stack, Uri Address, string Certificate, string? Standpoint, WorkloadExecutor Executor,
    IReadOnlyList<string> HostNames)
{
    // By whom each is read: Python's requests and az, OpenSSL and .NET and Go, Node.
    private static readonly string[] TrustVariables = ["REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"];

    /// <summary>The document that clients learn the cloud from.</summary>
    public Uri Metadata => new(Address, "metadata/endpoints?api-version=2022-09-01");

    /// <summary>Variables that let clients trust it.</summary>
    public IEnumerable<KeyValuePair<string, string>> Environment =>
        TrustVariables.Select(name => KeyValuePair.Create(name, Certificate));

    /// <summary>A line for the hosts file where names below <c>localhost</c> are not resolved; null for none.</summary>
    public string? HostsLine => HostNames.Count == 0 ? null : $"127.0.0.1 {string.Join(' ', HostNames)}";

    /// <summary>Those of a server.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="cloud">The cloud.</param>
    /// <param name="server">The server.</param>
    /// <param name="standpoint">From where requests come that don't say it; null: from outside.</param>
    public static ServedFacts Of(string stack, EmbeddedCloud cloud, LocalCloudServer server, string? standpoint) => new(
        stack, server.BaseAddress, server.CertificateFile!, standpoint, server.Options.Executor,
        [
            .. Names(cloud, "Microsoft.Storage/storageAccounts", "blob"),
            .. Names(cloud, "Microsoft.KeyVault/vaults", "vault"),
            .. Names(cloud, "Microsoft.ContainerRegistry/registries", "azurecr"),
        ]);

    private static IEnumerable<string> Names(EmbeddedCloud cloud, string type, string service) =>
        cloud.Resources.OfType(type).Select(resource => $"{resource["name"]}.{service}.localhost".ToLowerInvariant());
}
