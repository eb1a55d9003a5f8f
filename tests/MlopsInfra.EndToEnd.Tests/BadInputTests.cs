using System.Text.Json;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>What a user gets wrong: exit code 2, every mistake named with its place, nothing deployed.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly Mlops _mlops = new();
    private readonly ProjectCopy _project = new();

    public void Dispose()
    {
        _mlops.Dispose();
        _project.Dispose();
    }

    [Theory]
    [InlineData("local")]
    [InlineData("local", "up")]
    [InlineData("local", "up", "dev", "--no-such-option")]
    [InlineData("locale", "up", "dev")]
    public async Task Wrong_usage_is_told_on_standard_error(params string[] arguments)
    {
        var result = (await _mlops.RunAsync(arguments)).ExitsWith(2);
        Assert.StartsWith("error Usage: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("--help", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task An_unknown_stack_is_answered_with_the_stacks_there_are()
    {
        var error = Error(await _mlops.LocalAsync("up", "staging", "--json"), 2);
        Assert.Equal("UnknownStack", error.GetProperty("code").GetString());
        Assert.Contains("dev, prod, qa", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_file_that_is_no_yaml_is_named_with_line_and_column()
    {
        _project.WriteStack("dev", "config:\n  mlops-infra:workload: [mlops\n");
        var error = Error(await RunAsync("up", "dev"), 2);
        Assert.Matches(@"Pulumi\.dev\.yaml\(\d+,\d+\)", error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task All_mistakes_of_a_configuration_are_told_together_each_with_its_key()
    {
        _project.WriteStack("dev", """
            config:
              mlops-infra:workload: Machine Learning
              mlops-infra:location: westeurope
              mlops-infra:colour: blue
              mlops-infra:training:
                maxNodes: -1
                idleMinutes: soon
                nodes: 3
            """);
        var error = Error(await RunAsync("up", "dev"), 2);
        Assert.Equal("InvalidConfiguration", error.GetProperty("code").GetString());
        var details =
            error.GetProperty("details").EnumerateArray().Select(detail => detail.GetProperty("message").GetString()!).ToList();
        string[] keys = ["workload", "colour", "training.maxNodes", "training.idleMinutes", "training.nodes"];
        Assert.All(keys,
            key => Assert.Contains(details, detail => detail.StartsWith($"mlops-infra:{key}", StringComparison.Ordinal)));
        Assert.Empty(Directory.EnumerateFiles(_mlops.Store, "dev*.json", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_pipeline_folder_that_is_not_there_is_found_before_anything_is_deployed()
    {
        var error = Error(await RunAsync("up", "dev", "--pipeline", Path.Combine(_project.Directory, "no-such-folder")), 2);
        Assert.Contains("no-such-folder", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_mlops.Store));
    }

    [Fact]
    public async Task A_step_that_refers_to_an_output_that_does_not_exist_is_named_with_file_and_line()
    {
        var file = Path.Combine(_project.Pipeline, "pipeline.yml");
        File.WriteAllText(file, File.ReadAllText(file).Replace(".outputs.", ".outputs.no_", StringComparison.Ordinal));
        var error = Error(await RunAsync("up", "dev"), 2);
        Assert.Equal("InvalidPipeline", error.GetProperty("code").GetString());
        Assert.Matches(@"pipeline\.yml\(\d+,\d+\)", error.ToString());
    }

    [Fact]
    public async Task Publishing_a_stack_that_is_not_up_says_what_to_do()
    {
        var error = Error(await _mlops.RunAsync("publish", "dev", "--local", "--json", "--store", _mlops.Store), 1);
        Assert.Contains("mlops local up dev", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outputs_that_lack_something_are_told_all_at_once()
    {
        var file = Path.Combine(_project.Directory, "outputs.json");
        File.WriteAllText(file, """{"environment":"dev","location":5}""");
        var error = Error(await _mlops.RunAsync("publish", "dev", "--outputs", file, "--json"), 2);
        var message = error.GetProperty("message").GetString();
        Assert.Contains("workspaceId", message, StringComparison.Ordinal);
        Assert.Contains("location", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_stacks_that_are_the_same_environment_do_not_share_it()
    {
        foreach (var stack in (string[])["one", "two"])
            _project.WriteStack(stack, "config:\n  mlops-infra:location: westeurope\n  mlops-infra:environment: same\n");
        (await RunAsync("up", "one", "--no-publish")).ExitsWith(0);
        var error = Error(await RunAsync("up", "two", "--no-publish"), 1);
        Assert.Equal("ResourceAlreadyExists", error.GetProperty("code").GetString());
        Assert.EndsWith("/resourceGroups/rg-mlops-same'", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        // What is the first one's stays, and stays its.
        var preview = (await RunAsync("preview", "one")).ExitsWith(0).Json().GetProperty("summary");
        Assert.Equal(0,
            preview.GetProperty("create").GetInt32() + preview.GetProperty("update").GetInt32()
                + preview.GetProperty("delete").GetInt32());
    }

    private Task<CommandResult> RunAsync(params string[] arguments) =>
        _mlops.LocalAsync([.. arguments, "--project", _project.Directory, "--json"]);

    private static JsonElement Error(CommandResult result, int exitCode)
    {
        var error = result.ExitsWith(exitCode).Json().GetProperty("error");
        Assert.NotEmpty(result.Error);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        return error;
    }
}
