using System.Security.Cryptography.X509Certificates;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.ResourceManager;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Server;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Cli.Local;

/// <summary>
/// The REST side of a running <c>mlops local serve</c>, signed in to as the deployer. Trusts its certificate and no other, and
/// leads Azure's hosts there.
/// </summary>
internal sealed class ServedAzure : ILocalAzure
{
    private readonly HttpClientTransport _transport;
    private readonly Uri _address;

    private ServedAzure(HttpClientTransport transport, AzureConnection connection, Uri address)
    {
        _transport = transport;
        _address = address;
        Connection = connection;
    }

    /// <inheritdoc/>
    public AzureConnection Connection { get; }

    /// <inheritdoc/>
    public string Fact => $"Local cloud: served at {_address}";

    /// <summary>Prepares the connection; nothing is sent yet.</summary>
    /// <param name="served">Where it is.</param>
    /// <param name="place">Where requests come from; asked for each.</param>
    /// <exception cref="IOException">The certificate can't be read: the server has just ended.</exception>
    public static ServedAzure Open(ServedAddress served, Func<CallerPlace> place)
    {
        using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(served.Certificate));
        var handler = LocalCloudTransport.CreateHandler(served.Address, certificate);
        var transport = new HttpClientTransport(new HttpClient(new PlaceHandler(place, handler)));
        var cloud = new LocalCloudOptions();
        var credential = new ClientSecretCredential(
            cloud.TenantId, cloud.DeployerClientId, "any",
            new ClientSecretCredentialOptions { AuthorityHost = served.Address, DisableInstanceDiscovery = true,
                Transport = transport });
        var connection = new AzureConnection(credential)
        {
            Environment = new ArmEnvironment(served.Address, "https://management.azure.com"),
            Transport = transport,
        };
        return new ServedAzure(transport, connection, served.Address);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _transport.Dispose();
        return ValueTask.CompletedTask;
    }
}
