using MlopsInfra.Components;

namespace MlopsInfra.Stacks;

/// <summary>
/// What the providers of GitHub and Azure DevOps need in order to sign in. They would say so themselves, one resource at a time,
/// after half of the deployment.
/// </summary>
internal static class ProviderSettings
{
    private static readonly string[] PublicCloud = ["public", "AzureCloud", "AzurePublicCloud"];

    // Azure's other clouds, by the domain of their Resource Manager.
    private static readonly string[] OtherClouds = [".usgovcloudapi.net", ".chinacloudapi.cn", ".microsoftazure.de"];

    private static readonly string[] EntraSwitches = ["useOidc", "useMsi", "useCli"];

    /// <summary>Records what is missing for what is enabled.</summary>
    public static void Check(MlopsEnvironmentArgs settings, RawConfiguration configuration, SettingsReader reader)
    {
        CheckCloud(configuration, reader);
        if (settings.GitHub is { Owner: { } owner }) CheckGitHub(owner, configuration, reader);
        if (settings.AzureDevOps is not null) CheckAzureDevOps(configuration, reader);
    }

    // Private DNS zones, datastores' addresses and the audience of federated credentials differ from cloud to cloud.
    private static void CheckCloud(RawConfiguration configuration, SettingsReader reader)
    {
        const string key = "azure-native:environment";
        if (Value(configuration, key, "ARM_ENVIRONMENT") is { } cloud
            && !PublicCloud.Contains(cloud, StringComparer.OrdinalIgnoreCase))
            reader.AddOfProvider(key, cloud,
                "environments are declared with the addresses of the public cloud, and of no other. Leave the key out, or set it "
                    + "to public.");
        const string hostKey = "azure-native:metadataHost";
        if (Value(configuration, hostKey, "ARM_METADATA_HOSTNAME") is { } host
            && OtherClouds.Any(domain => host.Split(':')[0].EndsWith(domain, StringComparison.OrdinalIgnoreCase)))
            reader.AddOfProvider(hostKey, host,
                "this is a host of another cloud, and environments are declared with the addresses of the public one.");
    }

    private static void CheckGitHub(string owner, RawConfiguration configuration, SettingsReader reader)
    {
        var signedInAs = Value(configuration, "github:owner", "GITHUB_OWNER");
        if (signedInAs is null)
        {
            reader.AddOfProvider("github:owner", null, $"it is needed with gitHub: 'pulumi config set github:owner {owner}'.");
        }
        else if (!signedInAs.Equals(owner, StringComparison.OrdinalIgnoreCase))
        {
            reader.AddOfProvider("github:owner", signedInAs,
                $"gitHub.owner is '{owner}', and both have to be the owner of the repository.");
        }

        if (Value(configuration, "github:token", "GITHUB_TOKEN") is null && Value(configuration, "github:appAuth") is null)
        {
            reader.AddOfProvider(
                "github:token", null,
                "a token that administers the repository is needed with gitHub: 'pulumi config set --secret github:token', or "
                + "the environment variable GITHUB_TOKEN; or set gitHub.enabled to false.");
        }
    }

    private static void CheckAzureDevOps(RawConfiguration configuration, SettingsReader reader)
    {
        const string organization = "azuredevops:orgServiceUrl";
        var address = Value(configuration, organization, "AZDO_ORG_SERVICE_URL");
        if (address is null)
        {
            reader.AddOfProvider(organization, null,
                $"it is needed with azureDevOps: 'pulumi config set {organization} https://dev.azure.com/ORGANIZATION'.");
        }
        else if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
        {
            reader.AddOfProvider(organization, address,
                "the organization's https address is needed, as in https://dev.azure.com/ORGANIZATION.");
        }

        if (Value(configuration, "azuredevops:personalAccessToken", "AZDO_PERSONAL_ACCESS_TOKEN") is null
            && !SignsInByEntra(configuration))
        {
            reader.AddOfProvider(
                "azuredevops:personalAccessToken", null,
                "a token that manages the project is needed with azureDevOps: 'pulumi config set --secret "
                + "azuredevops:personalAccessToken', or the environment variable AZDO_PERSONAL_ACCESS_TOKEN; or sign in by Entra "
                + "(azuredevops:useOidc, useMsi, useCli or clientId); or set azureDevOps.enabled to false.");
        }
    }

    private static bool SignsInByEntra(RawConfiguration configuration) =>
        EntraSwitches.Any(name => Value(configuration, $"azuredevops:{name}") == "true")
        || Value(configuration, "azuredevops:clientId", "ARM_CLIENT_ID") is not null;

    private static string? Value(RawConfiguration configuration, string key, string? variable = null)
    {
        var value = configuration.ProviderValues.GetValueOrDefault(key);
        if (string.IsNullOrEmpty(value) && variable is not null) value = configuration.Variable(variable);
        return string.IsNullOrEmpty(value) ? null : value;
    }
}
