using System.Collections.Immutable;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;
using static MlopsInfra.LocalCloud.Tests.Providers.Provider;

namespace MlopsInfra.LocalCloud.Tests.Providers;

/// <summary>The providers of GitHub and Azure DevOps say what they need before they are asked for anything else.</summary>
public sealed class ProviderConfigurationTests
{
    private static readonly LocalCloudOptions NobodySignedIn = new() { Tokens = ImmutableDictionary<string, string>.Empty };

    [Fact]
    public async Task Github_needs_a_token()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("GITHUB_TOKEN") is { Length: > 0 },
            "GITHUB_TOKEN is set here, which is as good as a token in the configuration.");
        var error = await Refused("github", NobodySignedIn, Map(("owner", "octo")));
        Assert.Equal(("Unauthorized", "token"), (error.Code, error.Target));
        await Configure("github", NobodySignedIn, Map(("owner", "octo"), ("token", "t")));
    }

    [Fact]
    public async Task Github_needs_an_owner()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("GITHUB_OWNER") is { Length: > 0 },
            "GITHUB_OWNER is set here, which is as good as an owner in the configuration.");
        var error = await Refused("github", new LocalCloudOptions(), PropertyMap.Empty);
        Assert.Equal(("OwnerMissing", "owner"), (error.Code, error.Target));
    }

    [Fact]
    public async Task Azure_DevOps_needs_a_token_or_another_sign_in()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("AZDO_PERSONAL_ACCESS_TOKEN") is { Length: > 0 },
            "AZDO_PERSONAL_ACCESS_TOKEN is set here, which is as good as a token in the configuration.");
        var error = await Refused("azuredevops", NobodySignedIn, Map(("orgServiceUrl", "https://dev.azure.com/contoso")));
        Assert.Equal(("Unauthorized", "personalAccessToken"), (error.Code, error.Target));
        await Configure("azuredevops", NobodySignedIn,
            Map(("orgServiceUrl", "https://dev.azure.com/contoso"), ("useOidc", "true")));
    }

    [Fact]
    public async Task Azure_DevOps_needs_an_organization()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("AZDO_ORG_SERVICE_URL") is { Length: > 0 },
            "AZDO_ORG_SERVICE_URL is set here, which is as good as an organization in the configuration.");
        var error = await Refused("azuredevops", new LocalCloudOptions(), PropertyMap.Empty);
        Assert.Equal(("OrganizationMissing", "orgServiceUrl"), (error.Code, error.Target));
        Assert.Equal("OrganizationInvalid",
            (await Refused("azuredevops", new LocalCloudOptions(), Map(("orgServiceUrl", "contoso")))).Code);
    }

    [Fact]
    public void Programs_are_given_a_token_only_where_they_have_none()
    {
        const string isSet = "PATH";
        using var azure = new TestCloud(new LocalCloudOptions { Tokens =
            ImmutableDictionary<string, string>.Empty.Add(isSet, "x").Add("MLOPS_NO_SUCH_VARIABLE", "x") });
        Assert.Equal(["MLOPS_NO_SUCH_VARIABLE"], azure.Cloud.ProgramEnvironment.Keys);
    }

    private static async Task<ProviderException> Refused(string package, LocalCloudOptions options, PropertyMap configuration) =>
        await Assert.ThrowsAsync<ProviderException>(() => Configure(package, options, configuration));

    private static async Task Configure(string package, LocalCloudOptions options, PropertyMap configuration)
    {
        using var azure = new TestCloud(options);
        await azure.Cloud.Create(package, null)!.ConfigureAsync(configuration, TestContext.Current.CancellationToken);
    }
}
