namespace MlopsInfra.Pipelines.Tests.Commands;

/// <summary>
/// What the commands about models ask of <c>mlops</c>: a script that prints what it was given takes the place of <c>dotnet</c>.
/// </summary>
public sealed class ModelScriptTests : IDisposable
{
    private const string Mlops = "dotnet run --project src/MlopsInfra.Cli -- ";

    private readonly ScriptFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "run dev")]
    [InlineData("data/readings of may.csv", "run dev --data data/readings of may.csv")]
    [InlineData("$(MLOPS_DATA)", "run dev")]
    public async Task It_trains_with_the_data_that_is_named(string data, string words)
    {
        var variables = Azure("dev");
        variables["MLOPS_DATA"] = data;

        var (exitCode, output, error) = await _folder.RunAsync(CommandTable.Defined + CommandTable.ModelRun, variables);

        Assert.Equal((0, $"{Mlops}{words}\n", ""), (exitCode, output, error));
    }

    [Theory]
    [InlineData(true, "register", 0, 0)]
    [InlineData(true, "keep", 1, 0)]
    [InlineData(true, "register", 1, 1)]
    [InlineData(true, "keep", 2, 2)]
    [InlineData(true, "", 1, 1)]
    [InlineData(false, "keep", 1, 0)]
    [InlineData(false, "", 1, 1)]
    public async Task A_model_that_the_gate_refuses_is_no_failure_and_everything_else_is(
        bool onGitHub, string decision, int ended, int exitCode)
    {
        var variables = Azure("dev");
        if (onGitHub) variables["GITHUB_OUTPUT"] = _folder.At("outputs");
        _folder.Write("outputs", "");
        var told = decision.Length == 0 ? "true" : onGitHub ? $"echo decision={decision} >>\"$GITHUB_OUTPUT\""
            : $"echo '##vso[task.setvariable variable=decision;isOutput=true]{decision}'";
        _folder.WriteProgram("dotnet", $"{told}\nexit {ended}", variables);

        var result = await _folder.RunAsync(CommandTable.ModelRun, variables);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(exitCode != ended, result.Output.Contains("nothing to release", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("breach", 1, 0)]
    [InlineData("stable", 0, 0)]
    [InlineData("", 1, 1)]
    [InlineData("breach", 2, 2)]
    public async Task A_drift_that_is_written_down_is_no_failure_and_everything_else_is(string outcome, int ended, int exitCode)
    {
        var variables = Azure("dev");
        variables["GITHUB_OUTPUT"] = _folder.At("outputs");
        _folder.Write("outputs", "");
        var told = outcome.Length == 0 ? "true" : $"echo monitoring={outcome} >>\"$GITHUB_OUTPUT\"";
        _folder.WriteProgram("dotnet", $"{told}\nexit {ended}", variables);

        Assert.Equal(exitCode, (await _folder.RunAsync(CommandTable.ModelMonitor, variables)).ExitCode);
    }

    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("pump-failures", "", "", " --model pump-failures")]
    [InlineData("pump-failures:3", "", "", " --model pump-failures:3")]
    [InlineData("", "pump-failures", "4", " --model pump-failures:4")]
    [InlineData("pump-failures:3", "pump-failures", "4", " --model pump-failures:4")]
    public async Task It_releases_what_the_stage_before_hands_on_else_what_is_named(
        string model, string name, string version, string words)
    {
        var variables = Azure("qa");
        variables["MLOPS_FROM"] = "dev";
        variables["MLOPS_MODEL"] = model;
        variables["MLOPS_MODEL_NAME"] = name;
        variables["MLOPS_MODEL_VERSION"] = version;

        var (exitCode, output, error) = await _folder.RunAsync(CommandTable.ModelRelease, variables);

        Assert.Equal((0, $"{Mlops}release qa --from dev{words}\n", ""), (exitCode, output, error));
    }

    [Fact]
    public async Task It_verifies_by_telling_what_runs_and_where_it_comes_from()
    {
        var (exitCode, output, error) = await _folder.RunAsync(CommandTable.ModelVerify, Azure("prod"));

        Assert.Equal((0, $"{Mlops}status prod\n{Mlops}trace prod\n", ""), (exitCode, output, error));
    }

    [Fact]
    public async Task A_failure_of_mlops_fails_the_step_and_nothing_follows()
    {
        var variables = Azure("prod");
        _folder.WriteProgram("dotnet", "echo \"$*\"; exit 1", variables);

        var (exitCode, output, _) = await _folder.RunAsync(CommandTable.ModelVerify, variables);

        Assert.Equal((1, "run --project src/MlopsInfra.Cli -- status prod\n"), (exitCode, output));
    }

    [Fact]
    public async Task On_the_local_cloud_it_needs_no_state()
    {
        var variables = Azure("dev");
        variables.Remove("PULUMI_BACKEND_URL");
        variables["MLOPS_LOCAL"] = "true";

        var (exitCode, output, error) = await _folder.RunAsync(CommandTable.ModelRun, variables);

        Assert.Equal((0, $"{Mlops}run dev --local\n", ""), (exitCode, output, error));
    }

    [Theory]
    [InlineData(CommandTable.ModelRun, "PULUMI_BACKEND_URL", "", "neither PULUMI_BACKEND_URL nor PULUMI_ACCESS_TOKEN is set")]
    [InlineData(CommandTable.ModelRun, "MLOPS_STACK", "nowhere", "there is no Pulumi.nowhere.yaml")]
    [InlineData(CommandTable.ModelRun, "MLOPS_DATA", "--no-wait", "an address or a file is needed")]
    [InlineData(CommandTable.ModelRun, "MLOPS_LOCAL", "yes", "write true or false")]
    [InlineData(CommandTable.ModelRelease, "MLOPS_FROM", "", "MLOPS_FROM is not set")]
    [InlineData(CommandTable.ModelRelease, "MLOPS_FROM", "nowhere", "there is no Pulumi.nowhere.yaml")]
    [InlineData(CommandTable.ModelRelease, "MLOPS_MODEL", "--builder", "'--builder' is no model")]
    [InlineData(CommandTable.ModelRelease, "MLOPS_MODEL", "a:1 --builder docker", "'a:1 --builder docker' is no model")]
    [InlineData(CommandTable.ModelRelease, "MLOPS_MODEL_NAME", "a", "'a:' is no model")]
    public async Task What_is_missing_or_wrong_is_told_by_name(string command, string variable, string value, string message)
    {
        var variables = Azure("qa");
        variables["MLOPS_FROM"] = "dev";
        variables[variable] = value;

        var (exitCode, output, error) = await _folder.RunAsync(command, variables);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    private Dictionary<string, string> Azure(string stack)
    {
        var variables = CiVariables.GitHub(_folder.Summary);
        variables["MLOPS_STACK"] = stack;
        variables["PULUMI_BACKEND_URL"] = "azblob://state";
        foreach (var name in Names.Environments) _folder.Write($"Pulumi.{name}.yaml", "");
        _folder.WriteProgram("dotnet", "echo \"dotnet $*\"", variables);
        return variables;
    }
}
