using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.CommandTesting;
using MlopsInfra.EndToEnd.Tests.Support;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// <c>mlops local preview --state</c> of a stack with secrets: those that can be read are compared by value, and what can't be
/// compared is listed apart.
/// </summary>
public sealed class ExportedSecretsTests : IDisposable
{
    private const string Passphrase = "of the real stack", Token = "the-real-token";

    private readonly Mlops _azure = new() { Environment = { ["PULUMI_CONFIG_PASSPHRASE"] = Passphrase } };
    private readonly Mlops _mlops = new();
    private readonly ProjectCopy _project = new();

    public void Dispose()
    {
        _azure.Dispose();
        _mlops.Dispose();
        _project.Dispose();
    }

    [Fact]
    public async Task Secrets_are_compared_by_value_and_what_only_Azure_could_say_is_no_change()
    {
        var (encrypted, shown) = await ExportsAsync();

        _mlops.Environment["PULUMI_CONFIG_PASSPHRASE"] = Passphrase;
        foreach (var export in (string[])[encrypted, shown])
        {
            var same = await PreviewAsync(export);
            Assert.Equal((0, 0, 0), Changes(same));
            Assert.Equal(["destination.endpointUrl", "diagnostics.logAnalytics.workspaceKey"], NotCompared(same));
        }

        // Another token is a change wherever it goes, and nothing else is.
        WriteToken(new PulumiSecrets(Passphrase), "another-token");
        var changed = await PreviewAsync(shown);
        Assert.NotEqual(0, Changes(changed).Updated);
        Assert.All(changed.GetProperty("steps").EnumerateArray().Where(step => step.GetProperty("op").GetString() == "update"),
            step => Assert.Contains("ecret", step.GetProperty("type").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_passphrase_no_secret_is_a_change_and_each_is_named()
    {
        var (encrypted, shown) = await ExportsAsync();

        _mlops.Environment["PULUMI_CONFIG_PASSPHRASE"] = null;
        var (blind, half) = (await PreviewAsync(encrypted), await PreviewAsync(shown));

        Assert.Equal(((0, 0, 0), (0, 0, 0)), (Changes(blind), Changes(half)));
        // The export's secrets can be read, the stack file's can't: what is made of the token can't be compared.
        Assert.True(NotCompared(half).Count > 2, string.Join(", ", NotCompared(half)));
        // What the program ignores (variables of the container group) is not compared, whoever can read it.
        Assert.Subset(NotCompared(blind).ToHashSet(), NotCompared(half).ToHashSet());
        var text = (await _mlops.LocalAsync("preview", "dev", "--project", _project.Directory, "--state",
            encrypted)).ExitsWith(0).Output;
        Assert.Contains("it can't be compared, as the export's secret can't be decrypted here", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, text, StringComparison.Ordinal);
    }

    /// <summary>
    /// The stack as it is in Azure, with a secret of the stack file in it: exported as it is, and with <c>--show-secrets</c>.
    /// </summary>
    private async Task<(string Encrypted, string Shown)> ExportsAsync()
    {
        WriteToken(null, Token);
        (await _azure.LocalAsync("up", "dev", "--project", _project.Directory, "--no-publish")).ExitsWith(0);
        var state = JsonNode.Parse(await File.ReadAllTextAsync(Directory.EnumerateFiles(_azure.Store, "dev.json",
            SearchOption.AllDirectories).Single()))!;
        var secrets = new PulumiSecrets(Passphrase, (string?)state["deployment"]!["secrets_providers"]!["state"]!["salt"]);
        var (encrypted, shown) =
            (Path.Combine(_project.Directory, "encrypted.json"), Path.Combine(_project.Directory, "shown.json"));
        await File.WriteAllTextAsync(encrypted, state.ToJsonString());
        await File.WriteAllTextAsync(shown, secrets.Shown(state)!.ToJsonString());
        Assert.Contains(Token, await File.ReadAllTextAsync(shown), StringComparison.Ordinal);
        WriteToken(new PulumiSecrets(Passphrase), Token);
        return (encrypted, shown);
    }

    // As `pulumi config set --secret --path pipelines.secrets.PULUMI_ACCESS_TOKEN` leaves it; in clear where there are no
    // secrets.
    private void WriteToken(PulumiSecrets? secrets, string token)
    {
        const string address = "    backendUrl: https://api.pulumi.com\n";
        var yaml = File.ReadAllText(Path.Combine(Repository.Root, "Pulumi.dev.yaml"));
        Assert.Contains(address, yaml, StringComparison.Ordinal);
        var value = secrets is null ? token : $"\n        secure: {secrets.Encrypt(token)}";
        var salt = secrets is null ? "" : $"encryptionsalt: {secrets.Salt}\n";
        _project.WriteStack("dev",
            salt + yaml.Replace(address, $"{address}    secrets:\n      PULUMI_ACCESS_TOKEN: {value}\n",
                StringComparison.Ordinal));
    }

    private async Task<JsonElement> PreviewAsync(string export) =>
        (await _mlops.LocalAsync("preview", "dev", "--project", _project.Directory, "--state", export, "--json")).ExitsWith(0)
            .Json();

    private static (int Created, int Updated, int Replaced) Changes(JsonElement preview) =>
        preview.GetProperty("summary") is var summary
        ? (summary.GetProperty("create").GetInt32(), summary.GetProperty("update").GetInt32(),
            summary.GetProperty("replace").GetInt32())
        : default;

    private static List<string> NotCompared(JsonElement preview) =>
    [
        .. preview.GetProperty("steps").EnumerateArray()
            .SelectMany(step => step.TryGetProperty("notCompared", out var paths)
                ? paths.EnumerateArray().Select(path => path.GetString()!) : []).Order(StringComparer.Ordinal),
    ];
}
