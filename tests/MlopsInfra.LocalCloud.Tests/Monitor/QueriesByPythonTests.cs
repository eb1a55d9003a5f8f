using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalCloud.Workloads.Python;

namespace MlopsInfra.LocalCloud.Tests.Monitor;

/// <summary>
/// A process that finds the cloud by its environment logs and asks, with Microsoft's client for Python as it is.
/// </summary>
public sealed class QueriesByPythonTests
{
    [Fact]
    public async Task A_process_logs_requests_and_asks_for_them()
    {
        await using var cloud = await LoggingCloud.StartAsync(time: TimeProvider.System);
        var services = cloud.Rest.Server.Application.Services;
        var python = await services.GetRequiredService<PythonInstallations>()
            .BestAsync([new WantedPackage("azure-identity", ""), new WantedPackage("azure-monitor-query", "")]);
        Assert.SkipUnless(python?.Packages.Count == 2,
            "No Python with azure-identity and azure-monitor-query here (Debian: apt-get install python3-azure).");
        var principal = await cloud.Rest.IdentityAsync("id-score");
        await cloud.Rest.GrantAsync(LoggingCloud.Workspace, principal, LoggingCloud.Reader);
        var identity = services.GetRequiredService<WorkloadIdentities>().UserAssigned(
            $"{Rest.RestCloud.Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-score")!;
        var host = services.GetRequiredService<WorkloadHost>();
        var folder = host.FolderOf("tests", "queries");
        Directory.CreateDirectory(folder);
        var environment = WorkloadEnvironment.Create(folder, python);
        var declared = new Dictionary<string, string>
        {
            [TelemetryEnvironment.ConnectionString] = cloud.Property(LoggingCloud.Component, "ConnectionString"),
            ["AZURE_CLIENT_ID"] = identity.ClientId,
            ["CUSTOMER_ID"] = cloud.CustomerId,
            ["QUERIES"] = "https://api.loganalytics.io",
        };
        using var grant = services.GetRequiredService<CloudEnvironment>().Apply(environment, declared, [identity],
            TokenForm.MachineLearning);
        using var log = new WorkloadLog(Path.Combine(folder, "log.txt"));
        var program = Path.Combine(Repository.Root, "tests", "MlopsInfra.LocalCloud.Tests", "Monitor", "asks_its_cloud.py");
        var workload = await host.StartAsync(
            new WorkloadSpec { Name = "test", Command = ["python", program], Folder = folder, Environment = environment,
                Log = log },
            TestContext.Current.CancellationToken);
        var exit = await workload.Exit;
        var output = await File.ReadAllTextAsync(log.Path, TestContext.Current.CancellationToken);
        Assert.True(exit == 0, output);
        Assert.Equal(
            """{"taken": 4, "columns": ["deployment", "n", "failed", "p95", "last"], "row": ["blue", 4, 1, 40], "last": true}""",
            output.Trim().Split('\n')[^1]);
    }
}
