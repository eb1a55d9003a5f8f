using System.Diagnostics;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Online;

/// <summary>A model's way to its endpoint, gone by Microsoft's client for Python.</summary>
public sealed class MicrosoftsClientTests
{
    [Fact]
    public async Task The_client_for_Python_deploys_asks_and_deletes()
    {
        Assert.SkipUnless(Directory.Exists("/usr/lib/python3/dist-packages/azure/ai/ml"),
            "Microsoft's client is not installed here (Debian: apt-get install --no-install-recommends python3-azure).");
        await using var cloud = await OnlineCloud.StartAsync();
        var options = cloud.Rest.Cloud.Options;
        var certificate = Path.Combine(cloud.Rest.Server.Options.DataFolder, "trusted.pem");
        await File.WriteAllTextAsync(certificate, cloud.Rest.Server.Certificate.ExportCertificatePem(),
            TestContext.Current.CancellationToken);
        var script = Path.Combine(Repository.Root, "tests", "MlopsInfra.LocalCloud.Tests", "MachineLearning", "Online",
            "online_endpoint.py");
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3",
            ["-W", "ignore", script, cloud.Rest.Server.BaseAddress.ToString(), options.TenantId, options.DeployerClientId,
                RestCloud.Subscription, "rg", "mlw"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PYTHONDONTWRITEBYTECODE"] = "1", ["AZURE_CORE_COLLECT_TELEMETRY"] = "no",
                ["REQUESTS_CA_BUNDLE"] = certificate, ["SSL_CERT_FILE"] = certificate,
                ["PYTHONPATH"] = Path.Combine(Repository.Root, "tests", "Shared", "PythonStandIns") },
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, await error);
        var found = JsonNode.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..])!;
        Assert.Equal("""["red",[1,2]]""", found["picked"]!.ToJsonString());
        Assert.Equal("""["red",[1,2]]""", found["answer"]!.ToJsonString());
        Assert.Equal(("Succeeded", """{"blue":100}"""), ((string?)found["state"], found["traffic"]!.ToJsonString()));
        Assert.Contains("azmlinfsrv.print - asked", (string?)found["logs"], StringComparison.Ordinal);
        Assert.Empty(found["left"]!.AsArray());
        await Eventually.FindAsync(() => Task.FromResult(cloud.Running.Count == 0 ? "none" : null));
    }
}
