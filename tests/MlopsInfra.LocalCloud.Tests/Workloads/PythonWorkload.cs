using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Tests.Rest;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalCloud.Workloads.Python;

namespace MlopsInfra.LocalCloud.Tests.Workloads;

/// <summary>Runs programs with Microsoft's clients for Python as workloads of a local cloud.</summary>
internal static class PythonWorkload
{
    /// <summary>The file of a program or of what it is expected to tell, beside the tests.</summary>
    public static string Beside(string name) =>
        Path.Combine(Repository.Root, "tests", "MlopsInfra.LocalCloud.Tests", "Workloads", name);

    /// <summary>Runs a program, which tells what came of it as JSON; skips the test where the clients are not there.</summary>
    /// <param name="rest">The cloud.</param>
    /// <param name="program">The program's file.</param>
    /// <param name="identities">The identities that it has.</param>
    /// <param name="form">How it asks for their tokens.</param>
    /// <param name="declared">The variables that its resource declares.</param>
    public static async Task<JsonObject> RunAsync(RestCloud rest, string program, IReadOnlyList<WorkloadIdentity> identities,
        TokenForm form, params (string Name, string Value)[] declared)
    {
        string[] needed = ["azure-identity", "azure-storage-blob", "azure-keyvault-secrets"];
        var services = rest.Server.Application.Services;
        var python = await services.GetRequiredService<PythonInstallations>()
            .BestAsync([.. needed.Select(name => new WantedPackage(name, ""))]);
        Assert.SkipUnless(python?.Packages.Count == needed.Length,
            $"No Python with {string.Join(", ", needed)} here (Debian: apt-get install python3-azure).");
        var host = services.GetRequiredService<WorkloadHost>();
        var folder = host.FolderOf("tests", Path.GetFileNameWithoutExtension(program));
        Directory.CreateDirectory(folder);
        var environment = WorkloadEnvironment.Create(folder, python);
        using var grant = services.GetRequiredService<CloudEnvironment>().Apply(environment,
            declared.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)), identities, form);
        using var log = new WorkloadLog(Path.Combine(folder, "log.txt"));
        var workload = await host.StartAsync(
            new WorkloadSpec { Name = program, Command = ["python", Beside(program)], Folder = folder,
                Environment = environment, Log = log },
            TestContext.Current.CancellationToken);
        var exit = await workload.Exit;
        var output = await File.ReadAllTextAsync(log.Path, TestContext.Current.CancellationToken);
        Assert.True(exit == 0, output);
        return JsonNode.Parse(output.Trim().Split('\n')[^1])!.AsObject();
    }
}
