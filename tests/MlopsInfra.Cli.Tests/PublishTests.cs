using System.Text.Json;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests;

/// <summary><c>mlops publish</c>: where the stack's outputs come from, and what a dry run says.</summary>
public sealed class PublishTests(DevStack dev) : IClassFixture<DevStack>
{
    [Fact]
    public async Task Without_a_pulumi_CLI_it_says_what_else_there_is()
    {
        using var empty = new EmptyPath();
        dev.Mlops.Environment["PATH"] = empty.WithDotnetOnly;
        var error = (await dev.Mlops.RunAsync("publish", "dev", "--json")).ExitsWith(2).Json().GetProperty("error");
        dev.Mlops.Environment.Remove("PATH");
        Assert.Equal("PulumiNotFound", error.GetProperty("code").GetString());
        Assert.Contains("--outputs FILE", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("--local", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outputs_from_a_file_that_is_not_there_or_no_JSON_are_wrong_usage()
    {
        var missing = (await dev.Mlops.RunAsync("publish", "dev", "--outputs", "no-such-file.json", "--json")).ExitsWith(2).Json()
            .GetProperty("error");
        Assert.Equal("OutputsNotFound", missing.GetProperty("code").GetString());
        Assert.Contains("no-such-file.json", missing.GetProperty("message").GetString(), StringComparison.Ordinal);

        var text = (await dev.Mlops.RunWithInputAsync("Outputs: none", "publish", "dev", "--outputs", "-", "--json")).ExitsWith(2)
            .Json().GetProperty("error");
        Assert.Equal("InvalidOutputs", text.GetProperty("code").GetString());
        Assert.Contains("standard input", text.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_done_and_the_run_then_does_it()
    {
        var plan = (await RunAsync("--dry-run")).Output;
        Assert.Matches(@"(?m)^  \+  component \S+ version [0-9a-f]{16} to create$", plan);
        Assert.Matches(@"(?m)^  ~  endpoint \S+ to update$", plan);
        Assert.Matches(@"(?m)^Would publish: batch endpoint \S+, deployment \S+$", plan);
        Assert.Matches(@"(?m)^Assets: 10 to create, 1 to update$", plan);

        var done = (await RunAsync()).Output;
        Assert.Equal(Assets(plan),
            Assets(done.Replace(" created", " to create", StringComparison.Ordinal)
                .Replace(" updated", " to update", StringComparison.Ordinal)));
        Assert.Matches(@"(?m)^Published: batch endpoint \S+, deployment \S+$", done);
        Assert.Matches(@"(?m)^Assets: 11 unchanged$", (await RunAsync("--dry-run")).Output);
    }

    [Fact]
    public async Task A_key_that_Azure_passes_over_is_warned_about_with_a_proposal()
    {
        using var pipeline = new PipelineCopy();
        pipeline.Edit("deployment.yml", "continue_on_step_failure: false", "continue_on_step_failur: false");
        const string warning = "deployment.yml(9,3): unknown key 'continue_on_step_failur' in the settings of a pipeline "
            + "deployment, which Azure passes over; did you mean 'continue_on_step_failure'?";

        Assert.Contains($"  warning: {warning}\n", (await RunAsync("--dry-run", "--pipeline", pipeline.Path)).Output,
            StringComparison.Ordinal);

        var published = (await RunAsync("--dry-run", "--pipeline", pipeline.Path, "--json")).Json().GetProperty("published");
        var warned = Assert.Single(published.GetProperty("warnings").EnumerateArray());
        Assert.Equal(warning, warned.GetProperty("message").GetString());
        Assert.Equal("deployment.yml(9,3)", warned.GetProperty("target").GetString());
    }

    [Fact]
    public async Task Warnings_are_told_beside_mistakes_and_a_missing_key_with_its_misspelling()
    {
        using var pipeline = new PipelineCopy();
        pipeline.Edit("pipeline.yml", "    component: ./components/train.yml", "    componnet: ./components/train.yml");
        pipeline.Edit("deployment.yml", "continue_on_step_failure: false", "continue_on_step_failur: false");

        var result = (await dev.Mlops.RunAsync("publish", "dev", "--local", "--pipeline", pipeline.Path)).ExitsWith(2);

        Assert.Matches(@"^error InvalidPipeline: pipeline\.yml\(\d+,5\): step 'train' needs 'component'; did you mean it by "
            + @"'componnet'\?\n  deployment\.yml\(9,3\): unknown key 'continue_on_step_failur' .* \(PipelineWarning\)\n$",
            result.Error);
    }

    [Fact]
    public async Task An_asset_alone_is_registered_and_nothing_is_deployed()
    {
        using var pipeline = new PipelineCopy();
        // Its own name: the other tests publish the sample's environment to the same cloud.
        pipeline.Write("alone.yml", "$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json\n"
            + "name: alone\nimage: base/python\n");
        string[] one = ["--dry-run", "--pipeline", Path.Combine(pipeline.Path, "alone.yml")];

        Assert.Matches(
            @"^Publishing \S+alone\.yml to dev on the local cloud\n  \+ +environment alone version [0-9a-f]{16} to create\n"
            + @"Assets: 1 \D+\nDuration: ", (await RunAsync(one)).Output);
        var published = (await RunAsync([.. one, "--json"])).Json().GetProperty("published");
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null, 1), (published.GetProperty("endpoint").ValueKind,
            published.GetProperty("deployment").ValueKind, published.GetProperty("assets").GetArrayLength()));
    }

    [Fact]
    public async Task What_is_not_published_of_a_folder_is_named_and_an_entry_is_published_alone()
    {
        using var pipeline = new PipelineCopy();
        pipeline.Write("job.yml", "type: command\ncommand: ls\nenvironment: azureml:e:1\ncompute: c\n");
        pipeline.Write("other.yml", "type: pipeline\nexperiment_name: o\nsettings: {default_compute: azureml:gpu}\n"
            + "jobs:\n  a:\n    type: command\n    component: azureml:prepare_pump_readings@latest\n"
            + "    inputs: {readings: {type: uri_folder, path: 'https://example.com/readings'}}\n");
        string[] folder = ["--dry-run", "--pipeline", pipeline.Path];

        Assert.Contains("\nNot published: job.yml (command job), other.yml (pipeline job)\n", (await RunAsync(folder)).Output,
            StringComparison.Ordinal);
        var left = (await RunAsync([.. folder, "--json"])).Json().GetProperty("published").GetProperty("notPublished");
        Assert.Equal("[{file,kind,reason}]", JsonShape.Of(left));

        string[] one = [.. folder, "--entry", "other.yml", "--compute", "gpu=cpu-cluster"];
        var entry = (await RunAsync(one)).Output;
        Assert.Matches(@"(?m)^  \+  pipeline \S+_other version", entry);
        Assert.DoesNotContain("Not published", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("warning: nothing", entry, StringComparison.Ordinal);
        var assets = (await RunAsync([.. one, "--json"])).Json().GetProperty("published").GetProperty("assets").EnumerateArray();
        Assert.Contains("prepare_pump_readings", assets.Select(asset => asset.GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData("--pipeline no/such/file.yml", "there is no file or folder 'no/such/file.yml'")]
    [InlineData("--entry nope.yml", "there is no file 'nope.yml' in ")]
    [InlineData("--compute gpu", "--compute 'gpu' is no pair of names; expected OLD=NEW")]
    public async Task What_can_not_be_meant_is_refused_before_anything_is_sent(string arguments, string message)
    {
        var error = (await dev.Mlops.RunAsync(["publish", "dev", "--local", "--json", .. arguments.Split(' ')])).ExitsWith(2)
            .Json().GetProperty("error");
        Assert.Contains(message, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private async Task<CommandResult> RunAsync(params string[] arguments) =>
        (await dev.Mlops.RunAsync(["publish", "dev", "--local", "--store", dev.Mlops.Store, .. arguments])).ExitsWith(0);

    private static List<string> Assets(string output) =>
        [.. output.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
