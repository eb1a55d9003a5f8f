using Azure;
using MlopsInfra.LocalCloud.Tests.Rest;
using static MlopsInfra.LocalCloud.Tests.MachineLearning.PublishedPipeline;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

/// <summary>Versions of assets over REST: what is registered, found and refused.</summary>
public sealed class AssetVersionTests
{
    private const string Ws = RestCloud.Workspace;

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

    [Fact]
    public async Task A_model_of_a_jobs_artifacts_is_shown_in_its_datastore_and_takes_new_tags_as_it_is_shown()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        const string version = $"{Ws}/models/pumps/versions/1";
        await rest.PutAsync(version, new { modelUri = "azureml://jobs/step-1/outputs/artifacts/paths/model" });

        var shown = await rest.PropertiesAsync(version);
        await rest.PutAsync(version,
            new { modelUri = (string?)shown["modelUri"], tags = new { image = "scoring@sha256:1" } });
        var other = await Refused(() =>
            rest.PutAsync(version, new { modelUri = "azureml://jobs/step-2/outputs/artifacts/paths/model" }));

        Assert.EndsWith("/datastores/workspaceartifactstore/paths/ExperimentRun/dcid.step-1/model", (string?)shown["modelUri"],
            StringComparison.Ordinal);
        Assert.Equal("scoring@sha256:1", (string?)(await rest.PropertiesAsync(version))["tags"]!["image"]);
        Assert.Contains("Asset paths cannot be updated.", other.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mlops.job=train-2", "2")]
    [InlineData("mlops.job", "1,2")]
    [InlineData("mlops.job=train-1,approved", "1")]
    [InlineData("mlops.job=train-3", "")]
    public async Task Versions_are_found_by_their_tags(string tags, string expected)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var versions = new Dictionary<string, Dictionary<string, string>>
        {
            ["1"] = new() { ["mlops.job"] = "train-1", ["approved"] = "" },
            ["2"] = new() { ["mlops.job"] = "train-2" },
            ["3"] = new() { ["other"] = "x" },
        };
        foreach (var (version, has) in versions)
            await rest.PutAsync($"{Ws}/models/pumps/versions/{version}",
                new { modelUri = $"azureml://datastores/workspaceblobstore/paths/{version}", tags = has });

        var (_, list, _) = await rest.SendAsync(HttpMethod.Get,
            $"{Ws}/models/pumps/versions?api-version=2025-12-01&tags={Uri.EscapeDataString(tags)}");

        Assert.Equal(expected, string.Join(',', list!["value"]!.AsArray().Select(each => (string?)each!["name"]).Order()));
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
        var underAnotherName = (await rest.SendAsync(HttpMethod.Get,
            $"{Ws}/codes/other/versions?hash=h2&hashVersion=202208&api-version={RestCloud.Version}")).Body!["value"]!.AsArray();
        var none = (await rest.SendAsync(HttpMethod.Get,
            $"{Ws}/codes/src/versions?hash=h4&hashVersion=202208&api-version={RestCloud.Version}")).Body!["value"]!.AsArray();
        var inOrder = await rest.SendAsync(HttpMethod.Get,
            $"{Ws}/codes/src/versions?$orderBy=createdtime desc&$top=1&api-version={RestCloud.Version}");
        var newest = inOrder.Body!["value"]!.AsArray();
        var models = await rest.SendAsync(HttpMethod.Get, $"{Ws}/models/none/versions?api-version={RestCloud.Version}");
        var container = await rest.PropertiesAsync($"{Ws}/codes/src");

        Assert.Equal("2", (string?)Assert.Single(byHash)!["name"]);
        Assert.Equal($"{Ws}/codes/src/versions/2", (string?)Assert.Single(underAnotherName)!["id"]);
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
        // The name that the component has in its file stays in the specification.
        var body = new { properties = new { isAnonymous = true, componentSpec = Command("prep", "train-env:1") } };

        var first = await rest.SendAsync(HttpMethod.Put,
            $"{Ws}/components/azureml_anonymous/versions/1?api-version={RestCloud.Version}", body);
        var again = await rest.SendAsync(HttpMethod.Put,
            $"{Ws}/components/azureml_anonymous/versions/1?api-version={RestCloud.Version}", body);

        Assert.True(Guid.TryParse((string?)first.Body!["name"], out _));
        Assert.Equal((string?)first.Body["id"], (string?)again.Body!["id"]);
        Assert.Equal((201, 200), (first.Status, again.Status));
    }
}
