using MlopsInfra.CommandTesting;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Server;

namespace MlopsInfra.Cli.Tests;

/// <summary>
/// The local cloud of a stack in the place of Azure: the command, as a process, signs in with <c>DefaultAzureCredential</c> and
/// sends its requests as it would to Azure. Only the cloud's metadata host and the certificate to trust say where to.
/// </summary>
internal sealed class AzureStandIn : IAsyncDisposable
{
    private readonly EmbeddedCloud _cloud;

    private AzureStandIn(EmbeddedCloud cloud, LocalCloudServer server)
    {
        _cloud = cloud;
        Server = server;
    }

    /// <summary>The server: what was asked of it, and what is to go wrong.</summary>
    public LocalCloudServer Server { get; }

    /// <summary>Starts it over a stack that is up.</summary>
    /// <param name="mlops">The command; its store is the cloud's, its environment gets the way to it.</param>
    public static async Task<AzureStandIn> StartAsync(Mlops mlops)
    {
        // .NET takes the certificates to trust from this variable where it uses OpenSSL.
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Another process trusts a certificate made just now on Linux only (SSL_CERT_FILE).");
        var cloud = EmbeddedCloud.Open(Path.Combine(mlops.Store, "cloud"));
        var server = await LocalCloudServer.StartAsync(cloud,
            new LocalCloudServerOptions { DataFolder = Path.Combine(mlops.Store, "cloud", "content") });
        var certificate = Path.Combine(mlops.Store, "azure.pem");
        await File.WriteAllTextAsync(certificate, server.Certificate.ExportCertificatePem());
        mlops.Environment["SSL_CERT_FILE"] = certificate;
        mlops.Environment["ARM_METADATA_HOSTNAME"] = server.BaseAddress.Authority;
        mlops.Environment["AZURE_TENANT_ID"] = cloud.Options.TenantId;
        mlops.Environment["AZURE_CLIENT_ID"] = cloud.Options.DeployerClientId;
        mlops.Environment["AZURE_CLIENT_SECRET"] = "any";
        return new AzureStandIn(cloud, server);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _cloud.DisposeAsync();
    }
}
