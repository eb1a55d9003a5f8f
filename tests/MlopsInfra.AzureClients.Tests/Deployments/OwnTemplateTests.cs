using System.Text.Json.Nodes;
using MlopsInfra.AzureClients.Tests.Az;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.AzureClients.Tests.Deployments;

/// <summary>What the program declares as an ARM template, deployed to an empty subscription of the local cloud.</summary>
public sealed class OwnTemplateTests : IAsyncLifetime
{
    private const string Tenant = "11111111-1111-1111-1111-111111111111";
    private const string Subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";
    private const string Deployment = $"{Subscription}/providers/Microsoft.Resources/deployments/dev";
    private readonly Mlops _mlops = new();
    private readonly DirectoryInfo _home = TestFolders.Create("mlops-template-");
    private ServedCloud? _served;

    private ServedCloud Served => _served!;

    private string Template => Path.Combine(_home.FullName, "dev.json");

    public async ValueTask InitializeAsync()
    {
        using (var preview = new Mlops())
            (await preview.LocalAsync("preview", "dev", "--arm-template", Template)).ExitsWith(0);
        _served = await ServedCloud.StartAsync(_mlops, "dev");
    }

    [Fact]
    public async Task It_comes_up_and_then_there_is_nothing_left_to_change()
    {
        var body = new JsonObject
        {
            ["location"] = "westeurope",
            ["properties"] = new JsonObject
            {
                ["mode"] = "Incremental",
                ["template"] = Read(),
                ["parameters"] = new JsonObject(Parameters().Select(pair =>
                    KeyValuePair.Create(pair.Key, (JsonNode?)new JsonObject { ["value"] = pair.Value }))),
            },
        };
        var credential = Served.Deployer(Tenant);
        await Served.SendAsync(credential, HttpMethod.Post, $"{Deployment}/validate?api-version=2025-04-01", body);
        await Served.SendAsync(credential, HttpMethod.Put, $"{Deployment}?api-version=2025-04-01", body);

        JsonNode properties;
        do
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            properties = (await Served.GetAsync(credential, $"{Deployment}?api-version=2025-04-01"))["properties"]!;
        }
        while ((string?)properties["provisioningState"] is "Accepted" or "Running");

        Assert.True((string?)properties["provisioningState"] == "Succeeded", properties["error"]?.ToJsonString());
        Assert.Equal("Microsoft.MachineLearningServices/workspaces", (string?)(await Served.GetAsync(credential,
            $"{Subscription}/resourceGroups/rg-mlops-dev/providers/"
                + "Microsoft.MachineLearningServices/workspaces/mlw-mlops-dev?api-version=2025-09-01"))["type"]);
    }

    [Fact]
    public async Task Az_judges_it_deploys_it_and_finds_nothing_to_change_afterwards()
    {
        if (!AzProcess.IsInstalled) Assert.Skip("az is not installed (Debian's package azure-cli).");
        using var az = new AzProcess(new Dictionary<string, string>
        {
            ["HOME"] = _home.FullName,
            ["AZURE_CONFIG_DIR"] = Path.Combine(_home.FullName, "azure"),
            ["AZURE_CORE_COLLECT_TELEMETRY"] = "no",
            ["AZURE_CORE_NO_COLOR"] = "true",
            ["REQUESTS_CA_BUNDLE"] = Served.CertificateFile,
            ["SSL_CERT_FILE"] = Served.CertificateFile,
            ["ARM_CLOUD_METADATA_URL"] = new Uri(Served.Address, "metadata/endpoints?api-version=2019-05-01").AbsoluteUri,
            ["MLOPS_VALUES"] = new JsonObject
            {
                ["server"] = Served.Address.AbsoluteUri.TrimEnd('/'), ["template"] = Template,
                ["values"] = string.Join(' ', Parameters().Select(pair => $"{pair.Key}={pair.Value}")),
            }.ToJsonString(),
        });
        foreach (var (command, check) in (IEnumerable<(string, string?)>)
        [
            ("az cloud set -n MlopsInfraLocal", null),
            ("az cloud update -n MlopsInfraLocal --endpoint-active-directory {server}/adfs/az", null),
            ($"az login --service-principal -u 33333333-3333-3333-3333-333333333333 -p any --tenant {Tenant}", null),
            ("az deployment sub validate -l westeurope -f {template} -p {values}", "error == null"),
            ("az deployment sub what-if -l westeurope -f {template} -p {values} --no-pretty-print",
                "length(changes[?changeType == 'Create']) == length(changes)"),
            ("az deployment sub create -n dev -l westeurope -f {template} -p {values}",
                "properties.provisioningState == 'Succeeded'"),
            ("az deployment sub what-if -l westeurope -f {template} -p {values} --no-pretty-print",
                "length(changes[?changeType == 'NoChange']) == length(changes)"),
        ])
        {
            var asked = new AzCommand(command);
            if (check is not null) asked.Checks.Add(check);
            var answer = await az.RunAsync(asked);
            Assert.True(answer.Exit == 0 && answer.Unmet.Count == 0,
                $"{command}: {answer.Exit} {string.Join("; ", answer.Unmet)} {answer.Err}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_served is not null) await _served.DisposeAsync();
        _mlops.Dispose();
        _home.Delete(recursive: true);
    }

    private JsonObject Read() => JsonNode.Parse(File.ReadAllText(Template))!.AsObject();

    // What whoever deploys would look up in Azure DevOps.
    private Dictionary<string, string> Parameters() => Read()["parameters"]!.AsObject().ToDictionary(
        pair => pair.Key, pair => pair.Key.EndsWith("Issuer", StringComparison.Ordinal)
            ? $"https://login.microsoftonline.com/{Tenant}/v2.0" : $"sc://ORGANIZATION/mlops/{pair.Key}");
}
