using System.Diagnostics;
using System.Text.Json;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// The real <c>pulumi</c> on the local cloud, where there is one. Its plugins are tried everywhere in
/// MlopsInfra.ProviderPlugin.Tests.
/// </summary>
public sealed class PulumiEngineTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task Pulumi_up_brings_dev_up_on_the_local_cloud_finds_nothing_to_do_and_takes_it_down()
    {
        Assert.SkipUnless(IsOnPath("pulumi"),
            "There is no pulumi on the PATH (https://www.pulumi.com/docs/iac/download-install/).");
        using var mlops = new Mlops();
        using var project = new ProjectCopy();
        var plugins = Path.Combine(mlops.Store, "plugins");
        (await mlops.RunAsync("local", "plugins", plugins)).ExitsWith(0);
        var backend = Directory.CreateDirectory(Path.Combine(mlops.Store, "backend")).FullName;
        var environment = new Dictionary<string, string>
        {
            ["PATH"] = $"{plugins}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
            ["MLOPS_STORE"] = mlops.Store,
            ["PULUMI_BACKEND_URL"] = $"file://{backend}",
            ["PULUMI_CONFIG_PASSPHRASE"] = "local",
            ["GITHUB_TOKEN"] = "local",
            ["AZDO_PERSONAL_ACCESS_TOKEN"] = "local",
            ["PULUMI_SKIP_UPDATE_CHECK"] = "true",
            ["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] = "true",
        };
        Task<CommandResult> PulumiAsync(params string[] arguments) => RunAsync(project.Directory, environment, arguments);

        (await PulumiAsync("stack", "init", "dev", "--non-interactive")).ExitsWith(0);
        (await PulumiAsync("up", "-s", "dev", "--yes", "--non-interactive")).ExitsWith(0);
        var outputs = (await PulumiAsync("stack", "output", "-s", "dev", "--json")).ExitsWith(0).Output;
        Assert.NotEmpty(JsonDocument.Parse(outputs).RootElement.GetProperty("workspaceName").GetString()!);

        var file = Path.Combine(mlops.Store, "outputs.json");
        await File.WriteAllTextAsync(file, outputs, TestContext.Current.CancellationToken);
        var published = (await mlops.RunAsync("publish", "dev", "--local", "--outputs", file, "--json", "--project",
            project.Directory, "--store", mlops.Store)).ExitsWith(0).Json();
        Assert.NotEmpty(published.GetProperty("published").GetProperty("deployment").GetString()!);

        (await PulumiAsync("preview", "-s", "dev", "--expect-no-changes", "--non-interactive")).ExitsWith(0);
        (await PulumiAsync("destroy", "-s", "dev", "--yes", "--non-interactive")).ExitsWith(0);
    }

    [Fact]
    public async Task Outputs_that_another_engine_printed_publish_to_the_local_cloud()
    {
        using var mlops = new Mlops();
        var up = (await mlops.LocalAsync("up", "dev", "--no-publish", "--json")).ExitsWith(0).Json();
        var file = Path.Combine(mlops.Store, "outputs.json");
        await File.WriteAllTextAsync(file, up.GetProperty("outputs").GetRawText(), TestContext.Current.CancellationToken);
        // The local engine has no state of it: what is handed over is all there is to go by.
        Directory.Delete(Path.Combine(mlops.Store, "stacks"), recursive: true);
        var published = (await mlops.RunAsync("publish", "dev", "--local", "--outputs", file, "--json", "--store", mlops.Store))
            .ExitsWith(0).Json();
        Assert.NotEmpty(published.GetProperty("published").GetProperty("deployment").GetString()!);
    }

    private static bool IsOnPath(string command) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, command)));

    private static async Task<CommandResult> RunAsync(string directory, Dictionary<string, string> environment,
        string[] arguments)
    {
        var start = new ProcessStartInfo("pulumi", arguments) { WorkingDirectory = directory, RedirectStandardOutput = true,
            RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("pulumi could not be started.");
        using var patience = new CancellationTokenSource(Patience);
        var (output, error) =
            (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        await process.WaitForExitAsync(patience.Token);
        return new CommandResult(process.ExitCode, await output, await error);
    }
}
