using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Tests.Rest;
using MlopsInfra.LocalCloud.Workloads;

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

        var told = await RunAsync(rest, Identities(rest).Of(Cluster), TokenForm.MachineLearning);

        Assert.Equal(rest.PrincipalOf(Cluster), (string?)told["who"]);
        told.Remove("who");
        Assert.Equal(await File.ReadAllTextAsync(PythonWorkload.Beside("finds_its_cloud.json"),
            TestContext.Current.CancellationToken),
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

    private static WorkloadIdentities Identities(RestCloud rest) =>
        rest.Server.Application.Services.GetRequiredService<WorkloadIdentities>();

    private static Task<JsonObject> RunAsync(RestCloud rest, IReadOnlyList<WorkloadIdentity> identities, TokenForm form,
        params (string Name, string Value)[] variables) =>
        PythonWorkload.RunAsync(rest, "finds_its_cloud.py", identities, form,
            [.. variables, ("BLOBS", "https://stmlops.blob.core.windows.net/"),
                ("BACKUP", "https://stbackup.blob.core.windows.net")]);
}
