using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Tests.Rest;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalCloud.Workloads.Python;

namespace MlopsInfra.LocalCloud.Tests.Workloads;

/// <summary>Processes with Microsoft's clients for Python, as they are, that find the cloud by their environment.</summary>
public sealed class BlobsByPythonTests
{
    private const string Backup = $"{RestCloud.Group}/providers/Microsoft.Storage/storageAccounts/stbackup";
    private const string Assigned = $"{RestCloud.Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities";
    private const string BlobOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";

    [Fact]
    public async Task A_job_works_on_blobs_with_the_identity_of_its_cluster()
    {
        await using var rest = await StartAsync();
        const string Cluster = $"{RestCloud.Workspace}/computes/own-cluster";
        await rest.SeedAsync(Cluster,
            """{"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"computeType":"AmlCompute","properties":{"vmSize":"Standard_DS2_v2","scaleSettings":{"minNodeCount":0,"maxNodeCount":2}}}}""");
        await rest.GrantAsync(RestCloud.Account, rest.PrincipalOf(Cluster), BlobOwner);
        await rest.GrantAsync(Backup, rest.PrincipalOf(Cluster), Role.BlobContributor);

        var told = await RunAsync(rest, Cluster, TokenForm.MachineLearning);

        Assert.Equal(rest.PrincipalOf(Cluster), (string?)told["who"]);
        told.Remove("who");
        Assert.Equal(await File.ReadAllTextAsync(Beside("finds_its_cloud.json"), TestContext.Current.CancellationToken),
            told.ToJsonString(Indented) + "\n");
    }

    [Fact]
    public async Task A_container_group_has_the_rights_of_its_identity_and_no_others()
    {
        await using var rest = await StartAsync();
        var principal = await rest.IdentityAsync("id-group");
        await rest.GrantAsync(RestCloud.Account, principal, Role.BlobReader);
        await rest.Blobs().GetBlobContainerClient("training").UploadBlobAsync("plain.txt", BinaryData.FromString("1"));
        var client = Identities(rest).UserAssigned($"{Assigned}/id-group")!;

        var told = await RunAsync(rest, [client], TokenForm.InstanceMetadata, ("ONLY", "read"),
            ("AZURE_CLIENT_ID", client.ClientId));

        Assert.Equal((principal, "done", "403 AuthorizationPermissionMismatch"),
            ((string?)told["who"], (string?)told["read"], (string?)told["write"]));
    }

    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static async Task<RestCloud> StartAsync()
    {
        var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SeedAsync(Backup,
            """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{"allowSharedKeyAccess":false}}""");
        await rest.SeedAsync($"{Backup}/blobServices/default/containers/models", """{"properties":{}}""");
        return rest;
    }

    private static string Beside(string name) =>
        Path.Combine(Repository.Root, "tests", "MlopsInfra.LocalCloud.Tests", "Workloads", name);

    private static WorkloadIdentities Identities(RestCloud rest) =>
        rest.Server.Application.Services.GetRequiredService<WorkloadIdentities>();

    private static Task<JsonObject> RunAsync(RestCloud rest, string resource, TokenForm form) =>
        RunAsync(rest, Identities(rest).Of(resource), form);

    private static async Task<JsonObject> RunAsync(RestCloud rest, IReadOnlyList<WorkloadIdentity> identities, TokenForm form,
        params (string Name, string Value)[] variables)
    {
        var services = rest.Server.Application.Services;
        var python = await services.GetRequiredService<PythonInstallations>()
            .BestAsync([new WantedPackage("azure-identity", ""), new WantedPackage("azure-storage-blob", "")]);
        Assert.SkipUnless(python?.Packages.Count == 2,
            "No Python with azure-identity and azure-storage-blob here (Debian: apt-get install python3-azure).");
        var host = services.GetRequiredService<WorkloadHost>();
        var folder = host.FolderOf("tests", "blobs");
        Directory.CreateDirectory(folder);
        var environment = WorkloadEnvironment.Create(folder, python);
        Dictionary<string, string> declared = variables.ToDictionary(pair => pair.Name, pair => pair.Value);
        declared["BLOBS"] = "https://stmlops.blob.core.windows.net/";
        declared["BACKUP"] = "https://stbackup.blob.core.windows.net";
        using var grant = services.GetRequiredService<CloudEnvironment>().Apply(environment, declared, identities, form);
        using var log = new WorkloadLog(Path.Combine(folder, "log.txt"));
        var program = Beside("finds_its_cloud.py");
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
