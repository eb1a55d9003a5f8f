using System.Text;
using System.Text.RegularExpressions;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// No secret in clear: marked secrets are planted wherever one can be given, everything is brought up and published, and whatever
/// was written is searched: the state, the cloud's store, both outputs of the command.
/// </summary>
public sealed partial class SecretsTests : IDisposable
{
    private const string Token = "planted-token-7f3a9c51";
    private const string PipelineSecret = "planted-pipeline-secret-b8d2e640";

    private readonly Mlops _mlops = new() { Environment = { ["GITHUB_TOKEN"] = Token, ["AZDO_PERSONAL_ACCESS_TOKEN"] = Token } };
    private readonly ProjectCopy _project = new();

    public void Dispose()
    {
        _mlops.Dispose();
        _project.Dispose();
    }

    [Fact]
    public async Task Nothing_that_is_written_holds_a_secret_in_clear()
    {
        var stack = _project.ReadStack("dev");
        const string pipelines = "  mlops-infra:pipelines:\n";
        Assert.Contains(pipelines, stack, StringComparison.Ordinal);
        _project.WriteStack("dev",
            stack.Replace(pipelines, $"{pipelines}    secrets:\n      PULUMI_ACCESS_TOKEN: {PipelineSecret}\n",
                StringComparison.Ordinal));

        var json = (await _mlops.LocalAsync("up", "dev", "--project", _project.Directory, "--json")).ExitsWith(0);
        var types =
            json.Json().GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("type").GetString()).ToHashSet();
        // What is given the planted secrets is there, or the search would prove nothing.
        Assert.Superset(new HashSet<string?> { "github:index/actionsEnvironmentSecret:ActionsEnvironmentSecret",
            "azure-native:containerinstance:ContainerGroup" }, types);
        var again = (await _mlops.LocalAsync("up", "dev", "--project", _project.Directory, "--verbose")).ExitsWith(0);
        var preview = (await _mlops.LocalAsync("preview", "dev", "--project", _project.Directory, "--verbose")).ExitsWith(0);

        var written = new Dictionary<string, string>
        {
            ["standard output (--json)"] = json.Output, ["standard error (--json)"] = json.Error,
            ["standard output (--verbose)"] = again.Output + preview.Output,
            ["standard error (--verbose)"] = again.Error + preview.Error,
        };
        foreach (var file in Directory.EnumerateFiles(_mlops.Store, "*", SearchOption.AllDirectories))
            written[Path.GetRelativePath(_mlops.Store, file)] = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
        Assert.Contains(written.Values, text => text.Contains("\"mlw-mlops-dev\"", StringComparison.Ordinal));
        Assert.Contains(written.Keys, name => name.EndsWith("resources.jsonl", StringComparison.Ordinal));

        var found = from text in written
                    from secret in Planted().Concat(Known().Matches(text.Value).Select(match => match.Value)).Distinct()
                    where text.Value.Contains(secret, StringComparison.Ordinal)
                    select $"{text.Key}: {secret}";
        Assert.Empty(found);
    }

    [Fact]
    public async Task What_the_package_schemas_call_secret_is_encrypted_although_the_stack_file_has_it_in_clear()
    {
        var stack = _project.ReadStack("dev");
        _project.WriteStack("dev",
            stack.Replace("config:\n", $"config:\n  azuredevops:personalAccessToken: {Token}\n  github:token: {Token}\n",
                StringComparison.Ordinal));
        using var mlops = new Mlops();
        (await mlops.LocalAsync("up", "dev", "--project", _project.Directory, "--no-publish")).ExitsWith(0);
        // A change, so that there is a backup.
        _project.WriteStack("dev",
            _project.ReadStack("dev")
                .Replace("  mlops-infra:tags:\n", "  mlops-infra:tags:\n    cost: x\n", StringComparison.Ordinal));
        (await mlops.LocalAsync("up", "dev", "--project", _project.Directory, "--no-publish")).ExitsWith(0);
        (await mlops.LocalAsync("destroy", "dev", "--project", _project.Directory)).ExitsWith(0);
        var files = Directory.EnumerateFiles(mlops.Store, "*", SearchOption.AllDirectories).ToList();
        Assert.Contains(files, file => file.EndsWith("dev.json.bak", StringComparison.Ordinal));
        Assert.DoesNotContain(files,
            file => Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains(Token, StringComparison.Ordinal));
    }

    [Fact]
    public void The_search_finds_what_azure_s_secrets_look_like()
    {
        Assert.Matches(Known(), "InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://x/");
        Assert.Matches(Known(),
            "https://prod-1.westeurope.logic.azure.com/workflows/1/triggers/a/paths"
                + "/invoke?sp=%2F&sv=1.0&sig=c2VjcmV0LXNpZ25hdHVyZQ");
        Assert.Matches(Known(), "\"workspaceKey\":\"c2VjcmV0\"");
        Assert.DoesNotMatch(Known(),
            """
            "workspaceKey":{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","ciphertext":"v1:x"}
            """);
    }

    // As they are, and as the usual wrappings would show them.
    private static IEnumerable<string> Planted() => ((string[])[Token, PipelineSecret]).SelectMany(secret => (string[])
    [
        secret, Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), Convert.ToHexString(Encoding.UTF8.GetBytes(secret)),
        Convert.ToHexString(Encoding.UTF8.GetBytes(secret)).ToLowerInvariant(), new string([.. secret.Reverse()]),
    ]);

    // What the cloud makes: connection strings, signed addresses, keys.
    [GeneratedRegex("""InstrumentationKey=[0-9a-f-]{36}|[?&]sig=[\w%-]{8,}|AccountKey=[\w+/=]{8,}|"(workspaceKey|primarySharedKey|secondarySharedKey|plaintextValue)"\s*:\s*"[^"]+""")]
    private static partial Regex Known();
}
