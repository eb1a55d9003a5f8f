using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;
using MlopsInfra.LocalCloud.Workloads.Python;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Online;

/// <summary>Deployed models that find their cloud, with the identity of their endpoint.</summary>
public sealed class OnlineIdentityTests
{
    private const string Script = """
        import os
        from azure.core.exceptions import HttpResponseError
        from azure.identity import DefaultAzureCredential
        from azure.storage.blob import BlobServiceClient
        def init():
            global predictions
            service = BlobServiceClient(os.environ["BLOBS"], DefaultAzureCredential())
            predictions = service.get_container_client("training").get_blob_client("predictions.jsonl")
        def run(data):
            try:
                if not predictions.exists():
                    predictions.create_append_blob()
                predictions.append_block(data.encode() + b"\n")
                return "kept"
            except HttpResponseError as error:
                return str(getattr(error.error_code, "value", error.error_code))
        """;

    [Fact]
    public async Task Predictions_are_kept_as_blobs_once_the_endpoint_may_write_there()
    {
        string[] needed = ["azure-identity", "azure-storage-blob"];
        var python = await new PythonInstallations().BestAsync([.. needed.Select(name => new WantedPackage(name, ""))]);
        Assert.SkipUnless(python?.Packages.Count == needed.Length,
            $"No Python with {string.Join(", ", needed)} here (Debian: apt-get install python3-azure).");
        await using var cloud = await OnlineCloud.StartAsync();
        await cloud.Rest.PutAsync($"{RestCloud.Workspace}/environments/azure/versions/1",
            new { image = "r/i:1", condaFile = "dependencies: [python, pip: [azure-identity, azure-storage-blob]]" });
        await cloud.Rest.SeedAsync(OnlineCloud.Endpoint,
            """{"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"authMode":"Key"}}""");
        await cloud.DeployAsync("blue", Script, properties =>
        {
            properties["environmentId"] = $"{RestCloud.Workspace}/environments/azure/versions/1";
            properties["environmentVariables"] = new JsonObject { ["BLOBS"] = "https://stmlops.blob.core.windows.net" };
        });
        var (key, direct) = (await cloud.KeyAsync(), ("azureml-model-deployment", "blue"));

        var before = await cloud.ScoreAsync("[1]", key, headers: direct);
        await cloud.Rest.GrantAsync(RestCloud.Account, cloud.Rest.PrincipalOf(OnlineCloud.Endpoint), Role.BlobContributor);
        var after = await cloud.ScoreAsync("[2]", key, headers: direct);

        Assert.Equal((200, "\"AuthorizationPermissionMismatch\""), (before.Status, before.Body));
        Assert.Equal((200, "\"kept\""), (after.Status, after.Body));
        Assert.Equal("[2]\n", (await cloud.Rest.Blobs().GetBlobContainerClient("training").GetBlobClient("predictions.jsonl")
            .DownloadContentAsync(TestContext.Current.CancellationToken)).Value.Content.ToString());
    }
}
