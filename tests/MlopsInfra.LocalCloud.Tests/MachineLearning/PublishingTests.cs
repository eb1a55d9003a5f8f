using System.Text.Json.Nodes;
using Azure;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

public sealed class PublishingTests
{
    private const string Ws = RestCloud.Workspace;

    [Fact]
    public async Task A_pipeline_is_published_to_a_batch_endpoint_and_a_second_run_changes_nothing()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        await PublishAsync(rest);
        var endpoint = await rest.PropertiesAsync($"{Ws}/batchEndpoints/ep-train");
        rest.Server.Requests.Clear();
        var writes = rest.Cloud.Statistics.Writes;
        await PublishAsync(rest);

        Assert.Equal("https://ep-train.westeurope.inference.ml.azure.com/jobs", (string?)endpoint["scoringUri"]);
        Assert.Equal("blue", (string?)endpoint["defaults"]!["deploymentName"]);
        Assert.Equal("Succeeded", (string?)endpoint["provisioningState"]);
        Assert.Equal(0, rest.Server.Requests.Changes);
        Assert.Equal(writes, rest.Cloud.Statistics.Writes);
        Assert.True(rest.Server.Requests.Count("PUT") > 0);
    }

    [Fact]
    public async Task A_command_component_comes_back_as_the_service_normalizes_it()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.PutAsync($"{Ws}/environments/train-env/versions/1", new { image = "r/i:1" });

        var shown = (await rest.PutAsync($"{Ws}/components/prep/versions/1",
            new { componentSpec = Command("prep", "train-env@latest") }))["componentSpec"]!;

        Assert.Equal("1", (string?)shown["resources"]!["instance_count"]);
        Assert.Equal("False", (string?)shown["inputs"]!["raw"]!["optional"]);
        Assert.Equal("True", (string?)shown["is_deterministic"]);
        Assert.Equal($"azureml:{Ws}/environments/train-env/versions/1", (string?)shown["environment"]);
    }

    [Fact]
    public async Task Asset_versions_cannot_be_rewritten()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await PublishAsync(rest);

        var component = await Refused(() => rest.PutAsync($"{Ws}/components/prep/versions/1",
            new { componentSpec = Command("prep", "train-env:1", "python other.py ${{inputs.raw}} ${{outputs.out}}") }));
        var code = await Refused(() => rest.PutAsync($"{Ws}/codes/src/versions/1",
            new { codeUri = "https://stmlops.blob.core.windows.net:443/other/src" }));
        await rest.PutAsync($"{Ws}/components/prep/versions/1",
            new { tags = new { reviewed = "yes" }, componentSpec = Command("prep", "train-env:1") });

        Assert.Contains("register another version", component.Message, StringComparison.Ordinal);
        Assert.Contains("Asset paths cannot be updated.", code.Message, StringComparison.Ordinal);
        Assert.Equal("yes", (string?)(await rest.PropertiesAsync($"{Ws}/components/prep/versions/1"))["tags"]!["reviewed"]);
    }

    [Theory]
    [InlineData("componentId", "/components/none/versions/1", "ComponentNotFound")]
    [InlineData("default_compute", "gpu-cluster", "ComputeNotFound")]
    [InlineData("default_datastore", "nowhere", "DatastoreNotFound")]
    public async Task A_deployment_that_refers_to_nothing_is_refused(string what, string value, string code)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await PublishAsync(rest);
        var settings = what == "componentId" ? new JsonObject() : new JsonObject { [what] = value };
        var component = what == "componentId" ? Ws + value : $"{Ws}/components/train/versions/1";

        var refused = await Refused(() => rest.PutAsync($"{Ws}/batchEndpoints/ep-train/deployments/green",
            Deployment(component, settings), "westeurope"));

        Assert.Equal(code, InnermostCode(refused));
    }

    [Theory]
    [InlineData("${{parent.jobs.none.outputs.out}}", "which pipeline 'bad' does not have")]
    [InlineData("${{parent.jobs.prep.outputs.none}}", "which its component does not have")]
    [InlineData("${{parent.inputs.none}}", "has no 'none' among its inputs")]
    [InlineData("${{parent.jobs.second.outputs.out}}", "depend on one another in a circle")]
    public async Task A_pipeline_that_could_not_run_is_refused(string binding, string because)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await PublishAsync(rest);
        var jobs = new { prep = Node("${{parent.inputs.data}}"), second = Node(binding) };

        var refused = await Refused(() => rest.PutAsync(
            $"{Ws}/components/bad/versions/1",
            new { componentSpec = new { type = "pipeline", inputs = new { data = new { type = "uri_folder" } }, jobs } }));

        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
        var missing = await Assert.ThrowsAsync<RequestFailedException>(async () =>
            await rest.Get($"{Ws}/components/bad/versions/1").GetAsync());
        Assert.Equal((404, "UserError", "ComponentNotFound"), (missing.Status, missing.ErrorCode, InnermostCode(missing)));
    }

    [Fact]
    public async Task Versions_are_found_by_hash_by_label_and_newest_first()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        foreach (var version in (string[])["1", "2", "3"])
        {
            await rest.PutAsync($"{Ws}/codes/src/versions/{version}",
                new { codeUri = $"https://stmlops.blob.core.windows.net:443/c{version}/src",
                    properties = new { hash_sha256 = $"h{version}" } });
        }

        var byHash = (await rest.SendAsync(HttpMethod.Get,
            $"{Ws}/codes/src/versions?hash=h2&hashVersion=202208&api-version={RestCloud.Version}")).Body!["value"]!.AsArray();
        var none = (await rest.SendAsync(HttpMethod.Get,
            $"{Ws}/codes/other/versions?hash=h2&hashVersion=202208&api-version={RestCloud.Version}")).Body!["value"]!.AsArray();
        var inOrder = await rest.SendAsync(HttpMethod.Get,
            $"{Ws}/codes/src/versions?$orderBy=createdtime desc&$top=1&api-version={RestCloud.Version}");
        var newest = inOrder.Body!["value"]!.AsArray();
        var models = await rest.SendAsync(HttpMethod.Get, $"{Ws}/models/none/versions?api-version={RestCloud.Version}");
        var container = await rest.PropertiesAsync($"{Ws}/codes/src");

        Assert.Equal("2", (string?)Assert.Single(byHash)!["name"]);
        Assert.Empty(none);
        Assert.Equal("3", (string?)Assert.Single(newest)!["name"]);
        Assert.Equal((404, "ModelNotFound"), (models.Status, (string?)models.Body!["error"]!["details"]![0]!["code"]));
        Assert.Equal(("3", "4"), ((string?)container["latestVersion"], (string?)container["nextVersion"]));
    }

    [Fact]
    public async Task An_anonymous_component_gets_a_version_of_the_services_choice()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.PutAsync($"{Ws}/environments/train-env/versions/1", new { image = "r/i:1" });
        var body = new { properties = new { isAnonymous = true, componentSpec = Command("azureml_anonymous", "train-env:1") } };

        var first = await rest.SendAsync(HttpMethod.Put,
            $"{Ws}/components/azureml_anonymous/versions/1?api-version={RestCloud.Version}", body);
        var again = await rest.SendAsync(HttpMethod.Put,
            $"{Ws}/components/azureml_anonymous/versions/1?api-version={RestCloud.Version}", body);

        Assert.True(Guid.TryParse((string?)first.Body!["name"], out _));
        Assert.Equal((string?)first.Body["id"], (string?)again.Body!["id"]);
        Assert.Equal((201, 200), (first.Status, again.Status));
    }

    [Fact]
    public async Task An_operation_that_takes_time_is_polled_and_the_scoring_URI_comes_last()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        rest.Server.Options.InProgressPolls = 2;
        var url = $"{Ws}/batchEndpoints/ep-slow?api-version={RestCloud.Version}";

        var put = await rest.SendAsync(HttpMethod.Put, url,
            new { location = "westeurope", properties = new { authMode = "AADToken" } });
        var busy = await rest.SendAsync(HttpMethod.Put, url,
            new { location = "westeurope", properties = new { authMode = "AADToken", description = "x" } });
        var operation = put.Response.Headers.GetValues("Azure-AsyncOperation").Single();
        var states = new List<string?>();
        for (var poll = 0; poll < 3; poll++)
            states.Add((string?)(await rest.SendAsync(HttpMethod.Get, operation)).Body!["status"]);

        Assert.Equal((201, "Creating", null),
            (put.Status, (string?)put.Body!["properties"]!["provisioningState"], (string?)put.Body["properties"]!["scoringUri"]));
        Assert.Equal((409, "AnotherOperationInProgress"), (busy.Status, (string?)busy.Body!["error"]!["code"]));
        Assert.Contains("/mfeOperationsStatus/bebes:", operation, StringComparison.Ordinal);
        Assert.Equal(["InProgress", "InProgress", "Succeeded"], states);
        Assert.NotNull((string?)(await rest.PropertiesAsync($"{Ws}/batchEndpoints/ep-slow"))["scoringUri"]);
    }

    [Fact]
    public async Task The_default_deployment_stays_until_another_one_is_the_default()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await PublishAsync(rest);
        var blue = $"{Ws}/batchEndpoints/ep-train/deployments/blue";

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => rest.Get(blue).DeleteAsync(WaitUntil.Completed));
        await rest.PutAsync($"{Ws}/batchEndpoints/ep-train/deployments/green",
            Deployment($"{Ws}/components/train/versions/1", []), "westeurope");
        await rest.PutAsync($"{Ws}/batchEndpoints/ep-train",
            new { authMode = "AADToken", defaults = new { deploymentName = "green" } }, "westeurope");
        await rest.Get(blue).DeleteAsync(WaitUntil.Completed);

        Assert.Equal(400, refused.Status);
        Assert.Null(rest.Cloud.Resources.Find(ResourceId.Parse(blue)));
    }

    [Theory]
    [InlineData("""{"triggerType":"Cron","expression":"0 25 * * *"}""", "five fields")]
    [InlineData("""{"triggerType":"Cron","expression":"0 2 * *"}""", "five fields")]
    [InlineData("""{"triggerType":"Cron","expression":"0 2 * * *","timeZone":"Europe/Berlin"}""", "Windows time zone")]
    [InlineData("""{"triggerType":"Recurrence","frequency":"Fortnight","interval":1}""", "frequency")]
    [InlineData("""{"triggerType":"Recurrence","frequency":"day","interval":1,"schedule":{"hours":[2]}}""", "minutes")]
    public async Task A_schedule_that_never_fires_is_refused(string trigger, string because)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await PublishAsync(rest);

        var answer =
            await rest.SendAsync(HttpMethod.Put, $"{Ws}/schedules/nightly?api-version={RestCloud.Version}", Schedule(trigger));

        Assert.Equal(400, answer.Status);
        Assert.Contains(because, (string?)answer.Body!["error"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_PUT_of_a_schedule_answers_its_properties_only()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await PublishAsync(rest);

        var answer = await rest.SendAsync(HttpMethod.Put, $"{Ws}/schedules/nightly?api-version={RestCloud.Version}",
            Schedule("""{"triggerType":"Cron","expression":"0 2 * * 1-5","timeZone":"W. Europe Standard Time"}"""));

        Assert.Equal(201, answer.Status);
        Assert.Null(answer.Body!["id"]);
        Assert.Equal("Creating", (string?)answer.Body["properties"]!["provisioningState"]);
    }

    internal static async Task PublishAsync(RestCloud rest, string? conda = null)
    {
        await rest.PutAsync($"{Ws}/environments/train-env/versions/1", new { image = "r/i:1", condaFile = conda });
        await rest.PutAsync($"{Ws}/codes/src/versions/1",
            new { codeUri = "https://stmlops.blob.core.windows.net:443/c/src",
                properties = new { hash_sha256 = "h", hash_version = "202208" } });
        await rest.PutAsync($"{Ws}/components/prep/versions/1", new { componentSpec = Command("prep", "train-env:1") });
        var jobs = new { prep = Node("${{parent.inputs.data}}"), train = Node("${{parent.jobs.prep.outputs.out}}") };
        var inputs = new { data = new { type = "uri_folder" }, rate = new { type = "number", @default = "0.1" } };
        await rest.PutAsync($"{Ws}/components/train/versions/1",
            new { componentSpec = new { name = "train", version = "1", type = "pipeline", inputs,
                outputs = new { model = new { type = "uri_folder" } }, jobs } });
        var settings = new JsonObject { ["default_compute"] = "cpu-cluster", ["continue_on_step_failure"] = "False" };
        await rest.PutAsync($"{Ws}/batchEndpoints/ep-train", new { authMode = "AADToken", defaults = await DefaultsAsync(rest) },
            "westeurope");
        await rest.PutAsync($"{Ws}/batchEndpoints/ep-train/deployments/blue",
            Deployment($"{Ws}/components/train/versions/1", settings), "westeurope");
        await rest.PutAsync($"{Ws}/batchEndpoints/ep-train",
            new { authMode = "AADToken", defaults = new { deploymentName = "blue" } }, "westeurope");
    }

    // The first PUT of an endpoint can't name a deployment; later ones keep the one there is.
    private static async Task<object?> DefaultsAsync(RestCloud rest) =>
        await rest.Get($"{Ws}/batchEndpoints/ep-train/deployments/blue").GetAsync()
            .ContinueWith(get => get.IsCompletedSuccessfully, TaskScheduler.Default) ? new { deploymentName = "blue" } : null;

    private static object Command(string name, string environment,
        string command = "python prep.py --raw ${{inputs.raw}} --out ${{outputs.out}}") => new
    {
        name, version = "1", type = "command", is_deterministic = true, command, environment = $"azureml:{environment}",
        inputs = new { raw = new { type = "uri_folder" } }, outputs = new { @out = new { type = "uri_folder" } },
    };

    private static object Node(string binding) => new
    {
        type = "command", componentId = $"{Ws}/components/prep/versions/1",
        inputs = new { raw = new { job_input_type = "literal", value = binding } },
    };

    private static object Deployment(string component, JsonObject settings) => new
    {
        deploymentConfiguration = new { deploymentConfigurationType = "PipelineComponent",
            componentId = new { referenceType = "Id", assetId = component }, settings },
    };

    private static string Schedule(string trigger) => $$"""
        {"properties":{"isEnabled":true,"trigger":{{trigger}},"action":{"actionType":"CreateJob","jobDefinition":{"jobType":"Pipeline",
        "componentId":"{{Ws}}/components/train/versions/1","inputs":{"data":{"jobInputType":"uri_folder","uri":"azureml://datastores/workspaceblobstore/paths/x/"} } } } } }
        """;

    private static Task<RequestFailedException> Refused(Func<Task> put) => Assert.ThrowsAsync<RequestFailedException>(put);

    private static string? InnermostCode(RequestFailedException exception)
    {
        var info = JsonNode.Parse(exception.GetRawResponse()!.Content)!["error"]!["additionalInfo"]!.AsArray()
            .Single(each => (string?)each!["type"] == "InnerError")!["info"]!["value"];
        while (info!["innerError"] is JsonObject inner) info = inner;
        return (string?)info["code"];
    }
}
