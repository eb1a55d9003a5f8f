using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsInfra.AzureClients.Tests.Az;

/// <summary>Debian's <c>az</c>, unmodified, as an MLOps engineer uses it on a fresh dev environment.</summary>
public sealed class AzCommandTests(ServedDev dev) : IClassFixture<ServedDev>
{
    [Fact]
    public async Task Az_works_against_the_local_cloud_as_it_does_against_Azure()
    {
        if (!AzProcess.IsInstalled) Assert.Skip("az is not installed (Debian's package azure-cli).");
        var home = TestFolders.Create("mlops-az-");
        try
        {
            var environment = Environment(home.FullName);
            var share = new Share("az (commands)");
            foreach (var (group, commands) in AzCommandFile.Read())
            {
                using var az = new AzProcess(environment);
                foreach (var command in commands)
                    share.Add($"[{group}] {command.Text}", Fault(command, await az.RunAsync(command)), command.Gap);
            }

            share.Note = (await dev.Served.EndAsync())?.TrimEnd('.');
            share.Report();
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static string? Fault(AzCommand command, AzAnswer answer)
    {
        if (answer.Exit == command.Exit && answer.Unmet.Count == 0) return null;
        var expected = answer.Exit != command.Exit ? $"exit code {answer.Exit} instead of {command.Exit}"
            : $"not met: {string.Join("; ", answer.Unmet)}";
        return $"{expected}: {Short(answer.Err)} {Short(answer.Out)}";
    }

    private static string Short(string text) =>
        (text.Length > 400 ? text[^400..] : text).ReplaceLineEndings(" ");

    // The recipe of docs/local-cloud-rest.md for versions of az that have no `core.instance_discovery`.
    private Dictionary<string, string> Environment(string home) => new()
    {
        ["HOME"] = home,
        ["AZURE_CONFIG_DIR"] = Path.Combine(home, "azure"),
        ["AZURE_CORE_COLLECT_TELEMETRY"] = "no",
        ["AZURE_CORE_NO_COLOR"] = "true",
        ["REQUESTS_CA_BUNDLE"] = dev.Served.CertificateFile,
        ["SSL_CERT_FILE"] = dev.Served.CertificateFile,
        ["ARM_CLOUD_METADATA_URL"] = new Uri(dev.Served.Address, "metadata/endpoints?api-version=2019-05-01").AbsoluteUri,
        ["MLOPS_VALUES"] = Values(home).ToJsonString(),
    };

    // What commands name in braces.
    private JsonObject Values(string home)
    {
        var values = JsonNode.Parse(dev.Outputs.GetRawText())!.AsObject();
        var claims = new JsonObject
        {
            ["iss"] = "https://token.actions.githubusercontent.com", ["sub"] = "repo:example/mlops:environment:dev",
            ["aud"] = "api://AzureADTokenExchange",
        };
        values["server"] = dev.Served.Address.AbsoluteUri.TrimEnd('/');
        values["port"] = dev.Served.Address.Port.ToString(CultureInfo.InvariantCulture);
        values["blobs"] = dev.Served.Blobs((string)values["storageAccountName"]!).AbsoluteUri;
        values["subscriptionPath"] = $"/subscriptions/{values["subscriptionId"]}";
        values["deployerId"] = "22222222-2222-2222-2222-222222222222";
        values["githubToken"] = $"e30.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}.x";
        values["unique"] = "az" + Path.GetFileName(home).Sum(letter => letter * 31).ToString(CultureInfo.InvariantCulture);
        values["tomorrow"] = DateTime.UtcNow.AddDays(1).ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
        values["month"] = DateTime.UtcNow.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        values["nextYear"] = (DateTime.UtcNow.Year + 1).ToString(CultureInfo.InvariantCulture);
        values["files"] = Path.Combine(Repository.Root, "tests", "Programs", "AzCommands", "files");
        values["work"] = Directory.CreateDirectory(Path.Combine(home, "work")).FullName;
        return values;
    }
}
