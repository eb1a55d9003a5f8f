using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;
using MlopsInfra.LocalCloud.Workloads.Python;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Execution;

/// <summary>Jobs that find their cloud with Microsoft's clients for Python, and whose rights they have there.</summary>
public sealed class JobIdentityTests
{
    private const string Assigned = $"{RestCloud.Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities";

    private const string Program = """
        import base64, importlib.util, json, os, sys, types
        # The package asks for more than Debian has beside it; the credential in it does not.
        package = types.ModuleType("azure.ai.ml")
        package.__path__ = importlib.util.find_spec("azure.ai.ml").submodule_search_locations
        sys.modules["azure.ai.ml"] = package
        from azure.ai.ml.identity import AzureMLOnBehalfOfCredential
        from azure.core.exceptions import HttpResponseError
        from azure.identity import DefaultAzureCredential, ManagedIdentityCredential
        from azure.storage.blob import BlobServiceClient

        def who(credential):
            try:
                token = credential.get_token("https://storage.azure.com/.default").token
                return json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))["oid"]
            except Exception as error:
                return type(error).__name__

        told = {"default": who(DefaultAzureCredential()), "user": who(AzureMLOnBehalfOfCredential())}
        client = os.environ.get("DEFAULT_IDENTITY_CLIENT_ID")
        if client:
            credential = ManagedIdentityCredential(client_id=client)
            told["named"] = who(credential)
            blobs = BlobServiceClient(os.environ["BLOBS"], credential)
            blobs.get_container_client("training").upload_blob("from-the-job.txt", b"hello")
            try:
                blobs.create_container("not-for-readers")
            except HttpResponseError as error:
                told["elsewhere"] = str(getattr(error.error_code, "value", error.error_code))
        print(json.dumps(told))
        """;

    [Fact]
    public async Task A_job_has_the_identity_of_its_cluster_and_its_rights()
    {
        await using var scene = await StartAsync();
        var principal = await scene.Rest.IdentityAsync("id-cluster");
        await scene.Rest.GrantAsync($"{RestCloud.Account}/blobServices/default/containers/training", principal,
            Role.BlobContributor);
        await ClusterAsync(scene,
            $$"""{"type":"UserAssigned","userAssignedIdentities":{"{{Assigned}}/id-cluster":{} } }""");

        var told = await RunAsync(scene, identity: null);

        Assert.Equal((principal, "AuthorizationPermissionMismatch"), ((string?)told["named"], (string?)told["elsewhere"]));
        // Azure ML wants a user-assigned identity named.
        Assert.Equal(("ClientAuthenticationError", "CredentialUnavailableError"),
            ((string?)told["default"], (string?)told["user"]));
        Assert.Equal("hello", (await scene.Rest.Blobs().GetBlobContainerClient("training").GetBlobClient("from-the-job.txt")
            .DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task A_job_without_an_identity_gets_no_tokens_and_asks_no_machine()
    {
        await using var scene = await StartAsync();
        await ClusterAsync(scene, "null");

        var told = await RunAsync(scene, identity: null);

        Assert.Equal("""{"default":"ClientAuthenticationError","user":"CredentialUnavailableError"}""", told.ToJsonString());
    }

    [Fact]
    public async Task A_job_with_its_users_identity_acts_on_behalf_of_who_submitted_it()
    {
        await using var scene = await StartAsync();
        await ClusterAsync(scene, "null");

        var told = await RunAsync(scene, new { identityType = "UserIdentity" });

        Assert.Equal(("ClientAuthenticationError", scene.Rest.Server.Tokens.DeployerObjectId),
            ((string?)told["default"], (string?)told["user"]));
    }

    private static async Task<JobScene> StartAsync()
    {
        string[] needed = ["azure-identity", "azure-storage-blob", "azure-ai-ml"];
        var python = await new PythonInstallations().BestAsync([.. needed.Select(name => new WantedPackage(name, ""))]);
        Assert.SkipUnless(python?.Packages.Count == needed.Length,
            "No Python with azure-identity, azure-storage-blob and azure-ai-ml here (Debian: apt-get install python3-azure).");
        var scene = await JobScene.StartAsync();
        await scene.CodeAsync(("finds.py", Program));
        await scene.Rest.PutAsync($"{JobScene.Ws}/environments/azure/versions/1", new
        {
            image = "r/i:1",
            condaFile = $"dependencies:\n- python\n- pip:\n{string.Concat(needed.Select(name => $"  - {name}\n"))}",
        });
        await scene.Rest.PutAsync($"{JobScene.Ws}/components/finds/versions/1", new
        {
            componentSpec = new
            {
                name = "finds", version = "1", type = "command", command = "python finds.py", environment = "azureml:azure:1",
                code = $"azureml:{JobScene.Ws}/codes/src/versions/1",
            },
        });
        return scene;
    }

    private static Task ClusterAsync(JobScene scene, string identity) => scene.Rest.SeedAsync($"{JobScene.Ws}/computes/own",
        $$"""{"location":"westeurope","identity":{{identity}},"properties":{"computeType":"AmlCompute","properties":{"vmSize":"Standard_DS2_v2","scaleSettings":{"minNodeCount":0,"maxNodeCount":2} } } }""");

    private static async Task<JsonObject> RunAsync(JobScene scene, object? identity)
    {
        var node = new
        {
            type = "command",
            componentId = $"{JobScene.Ws}/components/finds/versions/1",
            computeId = $"{JobScene.Ws}/computes/own",
            environment_variables = new { BLOBS = "https://stmlops.blob.core.windows.net" },
        };
        await scene.Rest.PutAsync($"{JobScene.Ws}/jobs/j1",
            new { jobType = "Pipeline", experimentName = "tests", jobs = new { finds = node }, identity });
        var job = await scene.EndAsync("j1");
        var log = await scene.LogAsync("j1", "finds");
        Assert.True((string?)job["status"] == "Completed", log);
        return JsonNode.Parse(log.Trim().Split('\n')[^1])!.AsObject();
    }
}
