using System.Text;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>What pipelines are given in secret reaches GitHub and the vault, and stands in clear nowhere.</summary>
public sealed class PipelineSecretsTests : IDisposable
{
    private const string Planted = "PLANTED-hush-4711";

    private readonly Mlops _mlops = new();
    private readonly ProjectCopy _project = new();

    [Fact]
    public async Task A_stack_with_secrets_and_tokens_comes_up_without_them_and_writes_none()
    {
        const string address = "    backendUrl: https://api.pulumi.com\n";
        var yaml = _project.ReadStack("dev");
        Assert.Contains(address, yaml, StringComparison.Ordinal);
        // As `pulumi config set --secret` leaves them, and one in clear, to look for.
        _project.WriteStack("dev", yaml.Replace(
            address,
            $"{address}    secrets:\n      PULUMI_ACCESS_TOKEN:\n        secure: v1:ab:cd\n      AZDO_PERSONAL_ACCESS_TOKEN: "
                + $"{Planted}\n", StringComparison.Ordinal)
            + "\n  github:token:\n    secure: v1:ef:gh\n");

        var result =
            (await _mlops.LocalAsync("up", "dev", "--project", _project.Directory, "--no-publish", "--json")).ExitsWith(0);

        Assert.Contains("mlops-github-dev-AZDO_PERSONAL_ACCESS_TOKEN", result.Output, StringComparison.Ordinal);
        Assert.Contains("mlops-devops-dev-AZDO-PERSONAL-ACCESS-TOKEN", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Planted, result.Output + result.Error, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(_mlops.Store, "*", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllBytesAsync(file);
            Assert.True(text.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Planted)) < 0, $"{file} holds a secret in clear");
        }

        // Secrets go with their vault: whoever destroys the stack has no right to delete them one by one.
        (await _mlops.LocalAsync("destroy", "dev", "--project", _project.Directory)).ExitsWith(0);
    }

    public void Dispose()
    {
        _mlops.Dispose();
        _project.Dispose();
    }
}
