using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.MachineLearning.Execution;
using MlopsInfra.LocalCloud.Tests.Rest;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalCloud.Workloads.Python;
using static MlopsInfra.LocalCloud.Tests.MachineLearning.Execution.JobScene;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Tracking;

/// <summary>Microsoft's client for Azure ML, as it is, follows a job that was executed: by the workspace's run history.</summary>
public sealed class JobsByPythonTests
{
    [Fact]
    public async Task A_job_is_streamed_listed_and_downloaded()
    {
        await using var scene = await StartAsync();
        var services = scene.Rest.Server.Application.Services;
        var python = await services.GetRequiredService<PythonInstallations>().BestAsync([new WantedPackage("azure-ai-ml", "")]);
        Assert.SkipUnless(python?.Packages.Count == 1,
            "No Python with azure-ai-ml here (Debian: apt-get install python3-azure).");
        await scene.ComponentAsync("fit", "echo fitted; echo done > ${{outputs.out}}/out.txt",
            outputs: new { @out = new { type = "uri_folder" } });
        await scene.ComponentAsync("bad", "echo no rows; exit 3");
        await scene.RunAsync("j1", new { fit = Node("fit") }, settings: new { default_compute = $"{Ws}/computes/cpu-cluster" });
        await scene.ComponentAsync("slow", "sleep 5");
        await scene.RunAsync("j2", new { bad = Node("bad") });
        await scene.Rest.SeedAsync($"{Ws}/batchEndpoints/pumps",
            """{"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"authMode":"AADToken"} }""");
        await scene.Rest.Cloud.Resources.PutAsync(ResourceId.Parse($"{Ws}/jobs/invoked"), JsonNode.Parse($$$"""
            {"properties":{"jobType":"Pipeline","status":"Completed","jobs":{},"properties":{"localcloud.deploymentId":"{{{Ws}}}/batchEndpoints/pumps/deployments/blue"} } }
            """)!.AsObject(), new ArmRequestOptions(AsService: true), CancellationToken.None);
        await scene.SubmitAsync("j3", new { slow = Node("slow") });

        var told = await FollowAsync(scene.Rest, python!, ("JOB", "j1"), ("FAILED", "j2"), ("LIVE", "j3"));

        Assert.Equal("""
            {"get":"Completed","children":[["fit","Completed"]],"services":null,"step":"Completed","logs":["artifacts/user_logs/std_log.txt"],"batch":["invoked"]}
            """, new JsonObject(((string[])["get", "children", "services", "step", "logs", "batch"])
                .Select(name => KeyValuePair.Create(name, told[name]?.DeepClone()))).ToJsonString());
        Assert.Equal(["invoked", "j1", "j2", "j3"], told["list"]!.AsArray().Select(name => (string?)name).Order());
        Assert.Equal(["RunId: j1", "Execution Summary", "=================", "RunId: j1"],
            told["stream"]!.AsArray().Select(line => (string?)line));
        // While it goes on, its log is printed as it comes.
        Assert.Contains("Streaming logs/azureml/executionlogs.txt", told["live"]!.AsArray().Select(line => (string?)line));
        Assert.Equal("done\n", (string?)told["outputs"]!["named-outputs/out/out.txt"]);
        Assert.EndsWith("fitted\n", (string?)told["outputs"]!["artifacts/user_logs/std_log.txt"], StringComparison.Ordinal);
        Assert.StartsWith("JobException: ", (string?)told["failed"], StringComparison.Ordinal);
        Assert.Contains("exited with status code 3", (string?)told["failed"], StringComparison.Ordinal);
    }

    private static async Task<JsonObject> FollowAsync(RestCloud rest, PythonInstallation python,
        params (string Name, string Value)[] jobs)
    {
        var services = rest.Server.Application.Services;
        var host = services.GetRequiredService<WorkloadHost>();
        var folder = host.FolderOf("tests", "jobs");
        Directory.CreateDirectory(folder);
        var environment = WorkloadEnvironment.Create(folder, python);
        using var grant = services.GetRequiredService<CloudEnvironment>().Apply(environment, [], [], TokenForm.MachineLearning);
        environment["SERVER"] = rest.Server.BaseAddress.ToString();
        environment["PYTHONPATH"] = Path.Combine(Repository.Root, "tests", "Shared", "PythonStandIns");
        environment["STORAGE"] = rest.Server.BaseAddress.Authority;
        environment["TOKENS"] = new JsonObject
        {
            ["management"] = rest.Server.Tokens.Issue(Audiences.ResourceManager).Value,
            ["storage"] = rest.Server.Tokens.Issue(Audiences.Storage).Value,
        }.ToJsonString();
        (environment["SUBSCRIPTION"], environment["GROUP"], environment["WORKSPACE"]) = (RestCloud.Subscription, "rg", "mlw");
        foreach (var (name, value) in jobs) environment[name] = value;
        using var log = new WorkloadLog(Path.Combine(folder, "log.txt"));
        var program = Path.Combine(Repository.Root, "tests", "MlopsInfra.LocalCloud.Tests", "MachineLearning", "Tracking",
            "follows_a_job.py");
        var workload = await host.StartAsync(
            new WorkloadSpec { Name = "test", Command = ["python", program], Folder = folder, Environment = environment,
                Log = log },
            TestContext.Current.CancellationToken);
        var exit = await workload.Exit;
        var output = await File.ReadAllTextAsync(log.Path, TestContext.Current.CancellationToken);
        Assert.True(exit == 0, output);
        return JsonNode.Parse(output.Trim().Split('\n')[^1])!.AsObject();
    }
}
