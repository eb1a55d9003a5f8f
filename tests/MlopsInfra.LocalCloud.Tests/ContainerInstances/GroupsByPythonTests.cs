using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Tests.Rest;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalCloud.Workloads.Python;

namespace MlopsInfra.LocalCloud.Tests.ContainerInstances;

/// <summary>
/// Microsoft's clients for Python, as they are: an image is built, looked at, run, stopped, started and deleted.
/// </summary>
public sealed class GroupsByPythonTests
{
    private static readonly WantedPackage[] Clients =
        [.. ((string[])["azure-mgmt-containerregistry", "azure-mgmt-containerinstance",
        "azure-containerregistry", "azure-storage-blob"]).Select(name => new WantedPackage(name, ""))];

    [Fact]
    public async Task Microsoft_s_clients_build_an_image_and_run_it()
    {
        await using var scene = await GroupScene.StartOrSkipAsync();

        var told = await RunAsync(scene.Rest);

        Assert.Equal("""
            {
              "run": "Succeeded",
              "log": [
                "Step 1/6 : FROM python:3.11-slim",
                "Step 2/6 : RUN pip install requests",
                "Step 3/6 : WORKDIR /app",
                "Step 4/6 : COPY score.py .",
                "Step 5/6 : EXPOSE 5001",
                "Step 6/6 : CMD [\u0022python\u0022, \u0022score.py\u0022]"
              ],
              "runs": [
                "Succeeded"
              ],
              "repositories": [
                "scoring"
              ],
              "tags": [
                "9"
              ],
              "digest": true,
              "answer": {
                "greeting": "hello"
              },
              "state": "Running",
              "events": [
                "Pulling",
                "Pulled",
                "Started"
              ],
              "logs": "asked",
              "stopped": "Terminated",
              "left": []
            }
            """, told.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true }));
    }

    private static async Task<JsonObject> RunAsync(RestCloud rest)
    {
        var services = rest.Server.Application.Services;
        var python = await services.GetRequiredService<PythonInstallations>().BestAsync(Clients);
        Assert.SkipUnless(python?.Packages.Count == Clients.Length,
            "No Python with Azure's management clients here (Debian: apt-get install python3-azure).");
        var host = services.GetRequiredService<WorkloadHost>();
        var folder = host.FolderOf("tests", "groups");
        Directory.CreateDirectory(folder);
        var environment = WorkloadEnvironment.Create(folder, python);
        using var grant = services.GetRequiredService<CloudEnvironment>().Apply(environment, [], [], TokenForm.InstanceMetadata);
        foreach (var (name, value) in ((string, string)[])[("SERVER", $"https://127.0.0.1:{rest.Server.BaseAddress.Port}"),
            ("SUBSCRIPTION", RestCloud.Subscription), ("GROUP", "rg"), ("REGISTRY", "crmlops"), ("IDENTITY", GroupScene.Identity),
            ("TOKEN", rest.Server.Tokens.Issue(Audiences.ResourceManager).Value), ("PROGRAM", Beside("greeting_server.py"))])
            environment[name] = value;
        using var log = new WorkloadLog(Path.Combine(folder, "log.txt"));
        var workload = await host.StartAsync(new WorkloadSpec
        {
            Name = "test", Command = ["python", Beside("builds_and_runs.py")], Folder = folder, Environment = environment,
            Log = log,
        }, TestContext.Current.CancellationToken);
        var exit = await workload.Exit;
        var output = await File.ReadAllTextAsync(log.Path, TestContext.Current.CancellationToken);
        Assert.True(exit == 0, output);
        return JsonNode.Parse(output.Trim().Split('\n')[^1])!.AsObject();
    }

    private static string Beside(string name) =>
        Path.Combine(Repository.Root, "tests", "MlopsInfra.LocalCloud.Tests", "ContainerInstances", name);
}
