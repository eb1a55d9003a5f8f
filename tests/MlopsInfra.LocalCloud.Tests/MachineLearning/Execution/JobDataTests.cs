using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;
using static MlopsInfra.LocalCloud.Tests.MachineLearning.Execution.JobScene;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Execution;

/// <summary>What jobs read and write: files, folders, assets, and with whose rights.</summary>
public sealed class JobDataTests
{
    private static readonly object Folder = new { type = "uri_folder" };
    private static readonly object File = new { type = "uri_file" };

    [Fact]
    public async Task An_input_that_is_not_there_fails_the_step_and_says_where_it_was_looked_for()
    {
        await using var scene = await StartAsync();
        await scene.ComponentAsync("read", "cat ${{inputs.data}}/*", new { data = Folder });

        var job = await scene.RunAsync("j1", new { read = Node("read", new { data = To("${{parent.inputs.data}}") }) },
            new { data = new { jobInputType = "uri_folder", uri = "azureml://datastores/workspaceblobstore/paths/none/" } });

        Assert.Equal("Failed", (string?)job["status"]);
        Assert.Contains("The input 'data' has no data: there is nothing at 'azureml://datastores/workspaceblobstore/paths/none/'",
            (string)job["properties"]!["localcloud.error"]!, StringComparison.Ordinal);
        Assert.Contains("StreamAccess.NotFound", await scene.LogAsync("j1", "read"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_writes_nothing_completes_and_the_one_that_reads_it_fails()
    {
        await using var scene = await StartAsync();
        await scene.ComponentAsync("write", "true", outputs: new { @out = Folder });
        await scene.ComponentAsync("read", "cat ${{inputs.data}}/*", new { data = Folder });

        var job = await scene.RunAsync("j1", new { write = Node("write"),
            read = Node("read", new { data = To("${{parent.jobs.write.outputs.out}}") }) });

        Assert.Equal("Failed", (string?)job["status"]);
        Assert.Equal(["read Failed", "write Completed"],
            scene.Steps("j1").Select(step => $"{step.Key} {step.Value["properties"]!["status"]}").Order());
    }

    [Fact]
    public async Task Files_assets_outputs_of_other_jobs_and_direct_inputs_come_as_their_modes_say()
    {
        await using var scene = await StartAsync();
        await scene.Rest.PutAsync($"{Ws}/data/readings/versions/1",
            new { dataType = "uri_file", dataUri = "https://stmlops.blob.core.windows.net/training/data/a.csv" });
        await scene.ComponentAsync("write", "cp ${{inputs.file}} ${{outputs.copy}}; echo ${{inputs.file}} | xargs basename",
            new { file = File }, new { copy = File });
        await scene.ComponentAsync("read", "cat ${{inputs.file}}; echo ${{inputs.uri}}", new { file = File, uri = Folder });

        var first = await scene.RunAsync("j1",
            new { write = Node("write",
                new { file = new { job_input_type = "uri_file", uri = $"{Ws}/data/readings/versions/1" } },
                new { copy = new { type = "literal", value = "${{parent.outputs.copy}}" } }) },
            outputs: new { copy = new { jobOutputType = "uri_file",
                uri = "azureml://datastores/workspaceblobstore/paths/kept/copy.csv" } });
        var second = await scene.RunAsync("j2", new { read = Node("read", new
        {
            file = To("${{parent.inputs.file}}"),
            uri = new { job_input_type = "uri_folder", uri = "azureml://datastores/workspaceblobstore/paths/kept/",
                mode = "Direct" },
        }) }, new { file = new { jobInputType = "uri_file", uri = "azureml://jobs/j1/outputs/copy" } });

        Assert.Equal("Completed", (string?)first["status"]);
        Assert.EndsWith("a.csv\n", await scene.LogAsync("j1", "write"), StringComparison.Ordinal);
        Assert.Equal("a", await scene.TextAsync("azureml://datastores/workspaceblobstore/paths/kept", "copy.csv"));
        Assert.Equal("Completed", (string?)second["status"]);
        Assert.EndsWith("aazureml://datastores/workspaceblobstore/paths/kept/\n", await scene.LogAsync("j2", "read"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_with_a_name_becomes_an_asset_and_the_next_version_of_it()
    {
        await using var scene = await StartAsync();
        await scene.ComponentAsync("write", "date +%N > ${{outputs.data}}/x.txt; echo m > ${{outputs.model}}/m.txt",
            outputs: new { data = Folder, model = new { type = "custom_model" } }, more: new { is_deterministic = false });
        object jobs = new { write = Node("write", outputs: new
        {
            data = new { job_output_type = "uri_folder", name = "made" },
            model = new { job_output_type = "custom_model", name = "pump", version = "7" },
        }) };

        Assert.Equal("Completed", (string?)(await scene.RunAsync("j1", jobs))["status"]);
        // The model's version is taken now.
        Assert.Equal("Failed", (string?)(await scene.RunAsync("j2", jobs))["status"]);

        Assert.Equal("uri_folder", (string?)(await scene.Rest.PropertiesAsync($"{Ws}/data/made/versions/1"))["dataType"]);
        Assert.Equal("uri_folder", (string?)(await scene.Rest.PropertiesAsync($"{Ws}/data/made/versions/2"))["dataType"]);
        var model = await scene.Rest.PropertiesAsync($"{Ws}/models/pump/versions/7");
        Assert.Equal((string?)scene.Steps("j1")["write"]["name"], (string?)model["jobName"]);
        Assert.Equal("m\n", await scene.TextAsync((string)model["modelUri"]!, "m.txt"));
    }

    [Fact]
    public async Task Data_is_read_with_the_rights_of_the_compute_and_refused_without_them()
    {
        await using var scene = await StartAsync();
        var principal = await scene.Rest.IdentityAsync("id-train");
        await scene.Rest.SeedAsync($"{Ws}/computes/own", $$"""
            {"location":"westeurope","identity":{"type":"UserAssigned","userAssignedIdentities":{"{{RestCloud.Group}}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-train":{} } },
            "properties":{"computeType":"AmlCompute","properties":{"vmSize":"Standard_DS2_v2","scaleSettings":{"minNodeCount":0,"maxNodeCount":1} } } }
            """);
        await scene.ComponentAsync("read",
            "cat ${{inputs.data}}/*; test -n \"$MSI_SECRET\" && echo with an identity", new { data = Folder });
        object jobs = new { read = Node("read", new { data = To("${{parent.inputs.data}}") }) };
        object inputs =
            new { data = new { jobInputType = "uri_folder", uri = "https://stmlops.blob.core.windows.net/training/data" } };
        object settings = new { default_compute = $"{Ws}/computes/own" };

        var refused = await scene.RunAsync("j1", jobs, inputs, settings: settings);
        await scene.Rest.GrantAsync(RestCloud.Account, principal, Role.BlobReader);
        var allowed = await scene.RunAsync("j2", jobs, inputs, settings: settings);

        Assert.Contains("with the identity 'id-train' was refused: AuthorizationPermissionMismatch (403)",
            (string)refused["properties"]!["localcloud.error"]!, StringComparison.Ordinal);
        Assert.Equal("Completed", (string?)allowed["status"]);
        Assert.EndsWith("awith an identity\n", await scene.LogAsync("j2", "read"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_in_another_account_than_the_workspaces_is_read_with_the_rights_of_the_job()
    {
        await using var scene = await StartAsync();
        const string other = $"{RestCloud.Group}/providers/Microsoft.Storage/storageAccounts/stother";
        await scene.Rest.SeedAsync(other,
            """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{}}""");
        await scene.Rest.SeedAsync($"{other}/blobServices/default/containers/secrets", """{"properties":{}}""");
        await scene.Rest.IdentityAsync("id-train");
        await scene.Rest.SeedAsync($"{Ws}/computes/own", $$"""
            {"location":"westeurope","identity":{"type":"UserAssigned","userAssignedIdentities":{"{{RestCloud.Group}}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-train":{} } },
            "properties":{"computeType":"AmlCompute","properties":{"vmSize":"Standard_DS2_v2","scaleSettings":{"minNodeCount":0,"maxNodeCount":1} } } }
            """);
        await scene.Rest.PutAsync($"{Ws}/codes/src/versions/2",
            new { codeUri = "https://stother.blob.core.windows.net:443/secrets/x" });
        await scene.ComponentAsync("read", "cat *", more: new { code = $"azureml:{Ws}/codes/src/versions/2" });

        var job =
            await scene.RunAsync("j1", new { read = Node("read") }, settings: new { default_compute = $"{Ws}/computes/own" });

        Assert.Contains("with the identity 'id-train' was refused: AuthorizationPermissionMismatch (403)",
            (string)job["properties"]!["localcloud.error"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_job_of_its_own_is_not_executed()
    {
        await using var scene = await StartAsync();
        await scene.Rest.PutAsync($"{Ws}/jobs/alone", new { jobType = "Command", command = "echo hello",
            environmentId = $"{Ws}/environments/env/versions/1" });

        var job = await scene.EndAsync("alone");

        Assert.Equal("Failed", (string?)job["status"]);
        Assert.Contains("whose steps are registered components", (string)job["properties"]!["localcloud.error"]!,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_simulated_job_says_so()
    {
        await using var scene = await StartAsync(LocalCloud.Workloads.WorkloadExecutor.Simulate);
        await scene.ComponentAsync("read", "echo");

        JsonObject job = await scene.RunAsync("j1", new { read = Node("read") });

        Assert.Equal("Completed", (string?)job["status"]);
        Assert.Equal("true", (string?)job["properties"]!["localcloud.simulated"]);
        Assert.Empty(scene.Steps("j1"));
    }
}
