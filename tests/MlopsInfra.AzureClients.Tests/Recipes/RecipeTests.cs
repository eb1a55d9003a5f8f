using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace MlopsInfra.AzureClients.Tests.Recipes;

/// <summary>The recipes of <c>docs/local-cloud-rest.md</c> do what they say, with the clients that this machine has.</summary>
public sealed class RecipeTests(ServedDev dev) : IClassFixture<ServedDev>, IDisposable
{
    private const string Python = "/usr/bin/python3";
    private readonly DirectoryInfo _home = TestFolders.Create("mlops-recipe-");

    [Fact]
    public async Task Az_signs_in_lists_and_reads_blobs_by_the_accounts_name()
    {
        RequireAz();

        var printed = await ShellAsync(Read("az").Shell);

        Assert.Contains("rg-mlops-dev", printed, StringComparison.Ordinal);
        Assert.Contains("training-data", printed, StringComparison.Ordinal);
        Assert.Contains("id-mlops-dev-training", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Az_signs_in_by_device_code()
    {
        RequireAz();
        var before = Read("az").Shell.Split('\n').TakeWhile(line => !line.StartsWith("az login", StringComparison.Ordinal));

        var printed = await ShellAsync(
            $"{string.Join('\n', before)}\naz login --use-device-code -o none\naz account show -o table\n");

        Assert.Contains("11111111-1111-1111-1111-111111111111", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pythons_clients_list_and_azure_ai_ml_uploads()
    {
        Assert.SkipUnless(Directory.Exists("/usr/lib/python3/dist-packages/azure/ai/ml"), "python3-azure is not installed.");
        var recipe = Read("Python");
        var folder = _home.CreateSubdirectory("readings");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "a.csv"), "a\n1\n");
        var script = Path.Combine(_home.FullName, "recipe.py");
        await File.WriteAllTextAsync(script, $"""
            account, workspace, folder = "{Output("storageAccountName")}", "{Output("workspaceName")}", "{folder.FullName}"
            {recipe.Code[0]}
            import azure_ai_ml_clouds
            {recipe.Code[1]}
            """);

        var printed = await ShellAsync($"{recipe.Shell}{Python} -W ignore {script}\n");

        Assert.Contains("['rg-mlops-dev']", printed, StringComparison.Ordinal);
        Assert.Contains("'training-data'", printed, StringComparison.Ordinal);
        Assert.Contains($"{Output("workspaceName")} azureml://", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JavaScripts_clients_list()
    {
        var clients = Path.Combine(Repository.Root, "tests", "Programs", "AzureClients");
        Assert.SkipUnless(Directory.Exists(Path.Combine(clients, "node_modules")), $"'npm ci' was not run in {clients}.");
        var recipe = Read("JavaScript");
        var code = $"const account = \"{Output("storageAccountName")}\";\n{recipe.Code.Single()}";

        var printed = await ShellAsync($"{recipe.Shell}cd '{clients}'\nnode --input-type=module <<'END'\n{code}\nEND\n");

        Assert.StartsWith("rg-mlops-dev\n", printed, StringComparison.Ordinal);
        Assert.Contains("training-data", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DotNets_clients_list()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "SSL_CERT_FILE is read on Linux only.");
        var recipe = Read(".NET");
        var script = Path.Combine(_home.FullName, "recipe.cs");
        await File.WriteAllTextAsync(script, $"""
            #:package Azure.Identity@{Package("Azure.Identity")}
            #:package Azure.ResourceManager@{Package("Azure.ResourceManager")}
            #:package Azure.Storage.Blobs@{Package("Azure.Storage.Blobs")}
            using Azure.Identity;
            using Azure.ResourceManager;
            using Azure.Storage.Blobs;

            var account = "{Output("storageAccountName")}";
            {recipe.Code.Single()}
            """);

        // The certificate alone is trusted by what runs; building comes first.
        var printed = await ShellAsync($"dotnet build {script} -v q -o {_home.FullName}/out -p:PublishAot=false\n"
            + $"{recipe.Shell}dotnet {_home.FullName}/out/recipe.dll\n");

        Assert.Contains("rg-mlops-dev\n", printed, StringComparison.Ordinal);
        Assert.Contains("training-data", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terraforms_provider_takes_it_for_a_cloud_with_a_directory_of_its_own()
    {
        var host = Read("Terraform").Code.Single().Split('\n')
            .Single(line => line.Contains("metadata_host", StringComparison.Ordinal))
            .Split('"')[1];
        using var client = dev.Served.NewClient();

        var cloud = JsonNode.Parse(
            await client.GetStringAsync(new Uri($"https://{host}/metadata/endpoints?api-version=2022-09-01")))!;

        // Another tenant, provider or name makes an Azure Stack of it, which the provider refuses.
        Assert.Equal(("common", "AAD", "MlopsInfraLocal"), ((string?)cloud["authentication"]!["tenant"],
            (string?)cloud["authentication"]!["identityProvider"], (string?)cloud["name"]));
    }

    /// <inheritdoc/>
    public void Dispose() => _home.Delete(recursive: true);

    private static void RequireAz() =>
        Assert.SkipUnless(File.Exists("/usr/bin/az"), "az is not installed (Debian: apt-get install azure-cli).");

    private Recipe Read(string name) => Recipe.Read(name, dev.Served.Address.Port, dev.Served.CertificateFile);

    private string Output(string name) => dev.Outputs.GetProperty(name).GetString()!;

    // The version that the repository itself uses.
    private static string Package(string name) => (string)XDocument
        .Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
        .Single(element => (string?)element.Attribute("Include") == name).Attribute("Version")!;

    private async Task<string> ShellAsync(string script)
    {
        var info = new ProcessStartInfo("bash", ["-euo", "pipefail", "-s"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment =
            {
                ["ACCOUNT"] = Output("storageAccountName"), ["WORKSPACE"] = Output("workspaceName"),
                ["PYTHONPATH"] = Path.Combine(Repository.Root, "tests", "Shared", "PythonStandIns"),
                ["PYTHONDONTWRITEBYTECODE"] = "1", ["AZURE_CORE_NO_COLOR"] = "true",
                ["MLOPS_SIGN_IN_PORT"] = dev.Served.Address.Port.ToString(CultureInfo.InvariantCulture),
            },
        };
        // az is told its own folder by HOME, which dotnet needs for its packages.
        if (!script.Contains("dotnet", StringComparison.Ordinal)) info.Environment["HOME"] = _home.FullName;
        using var process = Process.Start(info)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(script);
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, $"{await error}{Environment.NewLine}{await output}");
        return await output;
    }
}
