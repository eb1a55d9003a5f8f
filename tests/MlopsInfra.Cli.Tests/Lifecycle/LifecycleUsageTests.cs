using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests.Lifecycle;

/// <summary>What commands of a model's way are told that can't be meant.</summary>
public sealed class LifecycleUsageTests(TrainingStack dev) : IClassFixture<TrainingStack>
{
    [Theory]
    [InlineData("run dev --tag team", "--tag 'team' is no name with a value; expected NAME=VALUE.")]
    [InlineData("run dev --input a=1 --input a=2", "--input names 'a' 2 times.")]
    [InlineData("run dev --from-network", "--from-network is for the local cloud, with --local")]
    [InlineData("run dev --wait", "There is no option '--wait'")]
    [InlineData("run", "STACK is missing.")]
    [InlineData("run nowhere --local", "nowhere")]
    [InlineData("status dev --dry-run", "There is no option '--dry-run'")]
    [InlineData("trace dev --job a --model b", "--model and --job can't be combined.")]
    [InlineData("trace dev --at 2026/11/29", "--at is for --prediction.")]
    [InlineData("trace dev --prediction a --at yesterday", "expected yyyy/MM/dd or yyyy/MM/dd/HH, in UTC.")]
    public async Task A_command_line_that_can_t_be_meant_ends_with_2(string words, string message)
    {
        var refused = (await dev.Mlops.RunAsync(words.Split(' '))).ExitsWith(2);
        Assert.Contains(message, refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("decison=keep", "error UnknownInput: The pipeline has no input 'decison'. It has: ")]
    [InlineData("training_data=azureml:training_data:1", "error InvalidInput: The data is given more than once")]
    public async Task An_input_that_the_pipeline_does_not_have_ends_with_2(string input, string message)
    {
        var refused = (await dev.Mlops.RunAsync(dev.Run("--input", input))).ExitsWith(2);
        Assert.Contains(message, refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_of_a_local_cloud_that_ends_with_the_command_can_t_be_left_alone() =>
        Assert.Contains("--no-wait on the local cloud needs a running 'mlops local serve'",
            (await dev.Mlops.RunAsync(dev.Run("--no-wait"))).ExitsWith(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task A_dry_run_names_the_job_and_starts_none()
    {
        var plan = (await dev.Mlops.RunAsync(dev.Run("--dry-run", "--json"))).ExitsWith(0).Json();
        Assert.StartsWith("train-dev-", plan.GetProperty("job").GetString(), StringComparison.Ordinal);
        Assert.True(plan.GetProperty("dryRun").GetBoolean());
        Assert.Contains("Stack dev has no jobs.", (await dev.Mlops.LocalAsync("jobs", "dev")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_that_is_not_up_is_brought_up_only_by_what_acts()
    {
        var asked = (await dev.Mlops.RunAsync("status", "qa", "--local", "--store", dev.Mlops.Store)).ExitsWith(1);
        Assert.Contains("error StackNotDeployed: Stack qa is not up on the local cloud. 'mlops local up qa' brings it up.",
            asked.Error, StringComparison.Ordinal);
        string[] run = ["run", "qa", "--local", "--data", "none.csv", "--store", dev.Mlops.Store];
        var planned = (await dev.Mlops.RunAsync([.. run, "--dry-run"])).ExitsWith(1);
        Assert.Contains("brings it up, as this does without --dry-run.", planned.Error, StringComparison.Ordinal);
        var refused = (await dev.Mlops.RunAsync(run)).ExitsWith(2);
        Assert.Contains("Stack qa is not up on the local cloud: it is brought up first", refused.Output,
            StringComparison.Ordinal);
        Assert.Contains("error DataNotFound: There is no file or folder 'none.csv'", refused.Error, StringComparison.Ordinal);
        (await dev.Mlops.RunAsync("status", "qa", "--local", "--store", dev.Mlops.Store)).ExitsWith(0);
    }

    [Fact]
    public async Task What_is_not_there_to_trace_ends_with_1()
    {
        var none = (await dev.Mlops.RunAsync("trace", "dev", "--local", "--json", "--store", dev.Mlops.Store)).ExitsWith(1);
        Assert.Equal("NothingReleased", none.Json().GetProperty("error").GetProperty("code").GetString());
    }
}
