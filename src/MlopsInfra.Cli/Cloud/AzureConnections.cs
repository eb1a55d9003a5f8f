using System.Text.Json;
using Azure.Identity;
using Azure.ResourceManager;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalEngine;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Cli.Cloud;

/// <summary>
/// How Azure is reached, by the settings that the azure-native provider takes as well: one of Azure's clouds by name, or any by
/// its metadata host (Azure Stack, <c>mlops local serve</c>).
/// </summary>
internal static class AzureConnections
{
    private static readonly Dictionary<string, (ArmEnvironment Environment, Uri Authority)> Clouds =
        new(StringComparer.OrdinalIgnoreCase)
    {
        ["public"] = (ArmEnvironment.AzurePublicCloud, AzureAuthorityHosts.AzurePublicCloud),
        ["usgovernment"] = (ArmEnvironment.AzureGovernment, AzureAuthorityHosts.AzureGovernment),
        ["china"] = (ArmEnvironment.AzureChina, AzureAuthorityHosts.AzureChina),
    };

    /// <summary>Signs in with <c>DefaultAzureCredential</c>, when the first request is sent.</summary>
    /// <param name="stack">The stack; its configuration counts before environment variables.</param>
    /// <param name="cancellationToken">Cancels asking for the cloud's metadata.</param>
    /// <exception cref="CliException">There is no such cloud, or its metadata can't be had.</exception>
    public static async Task<AzureConnection> CreateAsync(LocalStack stack, CancellationToken cancellationToken)
    {
        if (AzureSettings.Find(stack.Configuration, "metadataHost", "ARM_METADATA_HOSTNAME") is { } host)
            return await AskAsync(host, cancellationToken);
        var name = AzureSettings.Find(stack.Configuration, "environment", "ARM_ENVIRONMENT") ?? "public";
        if (!Clouds.TryGetValue(name, out var cloud))
        {
            throw new CliException(
                ExitCode.Usage, "UnknownCloud",
                $"There is no Azure cloud '{name}': azure-native:environment (or ARM_ENVIRONMENT) is one of "
                    + $"{string.Join(", ", Clouds.Keys)}.", name);
        }

        return new AzureConnection(new DefaultAzureCredential(CreateOptions(cloud.Authority)))
        {
            Environment = cloud.Environment,
        };
    }

    private static async Task<AzureConnection> AskAsync(string host, CancellationToken cancellationToken)
    {
        var address = $"https://{host}/metadata/endpoints?api-version=2022-09-01";
        try
        {
            using var client = new HttpClient();
            var text = await client.GetStringAsync(new Uri(address), cancellationToken);
            var (login, manager, audience) = StrictJson.Read(text, cloud => (
                cloud.Needed("authentication").NeededText("loginEndpoint"), cloud.NeededText("resourceManager"),
                cloud.Needed("authentication").Texts("audiences").FirstOrDefault()
                    ?? throw new JsonException("There is no audience.")));
            var options = CreateOptions(new Uri(login));
            // Such a host is none of those that Entra ID's public list of clouds knows.
            options.DisableInstanceDiscovery = true;
            return new AzureConnection(new DefaultAzureCredential(options))
            {
                Environment = new ArmEnvironment(new Uri(manager), audience),
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or UriFormatException)
        {
            throw new CliException(
                ExitCode.Failed, "MetadataNotAvailable",
                $"The cloud's metadata can't be had from {address}: {exception.Message} Check azure-native:metadataHost or "
                    + "ARM_METADATA_HOSTNAME.", host, exception);
        }
    }

    private static DefaultAzureCredentialOptions CreateOptions(Uri authority) => new() { AuthorityHost = authority };
}
