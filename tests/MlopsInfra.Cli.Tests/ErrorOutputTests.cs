using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests;

/// <summary>Errors go to standard error, in lines; where they come from is told on <c>--verbose</c> only.</summary>
public sealed class ErrorOutputTests : IDisposable
{
    private readonly Mlops _mlops = new();
    private readonly ProjectCopy _project = new();

    public void Dispose()
    {
        _mlops.Dispose();
        _project.Dispose();
    }

    [Fact]
    public async Task An_error_is_lines_on_standard_error_and_no_stack_trace()
    {
        _project.WriteStack("dev",
            "config:\n  mlops-infra:location: westeurope\n  mlops-infra:workload: Machine Learning\n  mlops-infra:colour: "
                + "blue\n");
        var result = (await RunAsync()).ExitsWith(2);
        var lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches(@"^error InvalidConfiguration: \S*Pulumi\.dev\.yaml", lines[0]);
        Assert.Contains(lines[1..],
            line => line.StartsWith("  ", StringComparison.Ordinal)
                && line.Contains("mlops-infra:workload", StringComparison.Ordinal));
        Assert.Contains(lines[1..],
            line => line.StartsWith("  ", StringComparison.Ordinal)
                && line.Contains("mlops-infra:colour", StringComparison.Ordinal));
        Assert.DoesNotContain("error", result.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Mistakes_in_the_stack_file_itself_are_told_once_each()
    {
        _project.WriteStack("dev", "config:\n  mlops-infra:colour: blue\n");
        var one = (await RunAsync()).ExitsWith(2).Error;
        Assert.Single(one.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("mlops-infra:location", one, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verbose_shows_where_an_error_comes_from()
    {
        string[] noPipeline = ["--pipeline", Path.Combine(_project.Directory, "nowhere")];
        Assert.DoesNotContain("   at ", (await RunAsync(noPipeline)).ExitsWith(2).Error, StringComparison.Ordinal);
        Assert.Contains("   at MlopsInfra.", (await RunAsync([.. noPipeline, "--verbose"])).ExitsWith(2).Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resource_that_the_cloud_refuses_is_named_with_the_clouds_code_and_what_was_done_is_counted()
    {
        // A region that Azure does not have: the settings can't know all of them, the cloud does.
        _project.WriteStack("dev", _project.ReadStack("dev").Replace("westeurope", "westeuropa", StringComparison.Ordinal));
        var result = (await RunAsync("--no-publish")).ExitsWith(1);
        Assert.Contains("LocationNotAvailableForResourceGroup", result.Error, StringComparison.Ordinal);
        Assert.Contains("westeuropa", result.Error, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^Resources: .*\d+ failed$", result.Output);
    }

    private Task<CommandResult> RunAsync(params string[] arguments) =>
        _mlops.LocalAsync(["up", "dev", "--project", _project.Directory, .. arguments]);
}
