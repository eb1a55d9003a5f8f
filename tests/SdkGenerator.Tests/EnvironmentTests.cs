using Pulumi;
using AzureNative = Pulumi.AzureNative;
using Github = Pulumi.Github;

namespace SdkGenerator.Tests;

/// <summary>
/// What a package takes from the environment and from the stack's configuration. No other test reads these variables.
/// </summary>
public sealed class EnvironmentTests : IDisposable
{
    private static readonly string[] Variables = ["GITHUB_BASE_URL", "GITHUB_TOKEN", "PULUMI_CONFIG"];

    private readonly string?[] _before = [.. Variables.Select(Environment.GetEnvironmentVariable)];

    [Fact]
    public async Task A_providers_defaults_come_from_the_environment_and_a_secret_one_stays_secret()
    {
        Environment.SetEnvironmentVariable("GITHUB_BASE_URL", null);
        Environment.SetEnvironmentVariable("GITHUB_TOKEN", null);
        var plain = new Github.ProviderArgs();
        Assert.Equal("https://api.github.com/", await Pulumi.Utilities.OutputUtilities.GetValueAsync(plain.BaseUrl.ToOutput()));
        Assert.Null(plain.Token);

        Environment.SetEnvironmentVariable("GITHUB_BASE_URL", "https://github.example.com/");
        Environment.SetEnvironmentVariable("GITHUB_TOKEN", "t");
        var set = new Github.ProviderArgs();
        Assert.Equal("https://github.example.com/", await Pulumi.Utilities.OutputUtilities.GetValueAsync(set.BaseUrl.ToOutput()));
        Assert.True(await Output.IsSecretAsync(set.Token.ToOutput()));
    }

    [Fact]
    public async Task Config_reads_the_stacks_configuration_of_the_package()
    {
        Environment.SetEnvironmentVariable("GITHUB_BASE_URL", null);
        Environment.SetEnvironmentVariable("PULUMI_CONFIG", """
            {
              "azure-native:location": "westeurope",
              "azure-native:useOidc": "true",
              "github:appAuth": "{\"id\": \"1\", \"installationId\": \"2\", \"pemFile\": \"p\"}",
              "github:retryableErrors": "[500, 502]",
              "github:maxRetries": "4"
            }
            """);

        await Deployment.TestAsync(new RecordingMocks(), new(), () =>
        {
            Assert.Equal("westeurope", AzureNative.Config.Location);
            Assert.True(AzureNative.Config.UseOidc);
            Assert.Null(AzureNative.Config.TenantId);
            Assert.Equal("2", Github.Config.AppAuth?.InstallationId);
            Assert.Equal([500, 502], Github.Config.RetryableErrors);
            Assert.Equal(4, Github.Config.MaxRetries);
            Assert.Equal("https://api.github.com/", Github.Config.BaseUrl);

            // What a program sets goes before what the stack says; nothing else here reads this one.
            Assert.Null(Github.Config.CachePath);
            Github.Config.CachePath = "/cache";
            Assert.Equal("/cache", Github.Config.CachePath);
        });
    }

    public void Dispose()
    {
        foreach (var (name, value) in Variables.Zip(_before))
            Environment.SetEnvironmentVariable(name, value);
    }
}
