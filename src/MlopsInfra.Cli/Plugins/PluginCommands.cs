using System.CommandLine;
using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Running;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.ProviderPlugin.Launchers;

namespace MlopsInfra.Cli.Plugins;

/// <summary><c>mlops local plugins DIR</c>, and what the launchers that it writes start.</summary>
internal static class PluginCommands
{
    /// <summary><c>mlops local plugins</c>: writes the launchers.</summary>
    public static Command CreateLaunchers()
    {
        var folder = new Argument<string>("DIR") { Description = "The folder for the launchers; made if it is missing." };
        var command = new Command("plugins",
            "Write the plugins with which the real Pulumi engine deploys to the local cloud: put DIR on the PATH, and run "
                + "pulumi.") { folder };
        command.SetAction(parsed =>
        {
            try
            {
                return WriteLaunchers(Path.GetFullPath(parsed.GetRequiredValue(folder)));
            }
            catch (Exception exception) when (CliErrors.TryOf(exception, out var failure))
            {
                foreach (var line in ErrorText.Lines(failure, verbose: false)) Console.Error.WriteLine(line);
                return (int)failure.ExitCode;
            }
        });
        return command;
    }

    /// <summary><c>mlops local plugin</c>: what a launcher starts.</summary>
    public static Command CreatePlugin()
    {
        var package = new Argument<string>("NAME") { Description = $"The package: {string.Join(", ", PackageSchemas.Names)}." };
        package.AcceptOnlyFromAmong([.. PackageSchemas.Names]);
        var engine = new Argument<string[]>("ENGINE") { Description =
            "After --: what the engine passes: its address, and how to log.", Arity = ArgumentArity.ZeroOrMore, Hidden = true };
        var command = new Command("plugin",
            "Serve a package to Pulumi's engine, as its plugin. Engines start it through a launcher.") { package, engine };
        command.SetAction((parsed, cancellationToken) => PluginRun.ExecuteAsync(
            parsed.GetRequiredValue(package), parsed.GetValue(engine)?.FirstOrDefault(word => !word.StartsWith('-')),
            cancellationToken));
        return command;
    }

    /// <summary><c>mlops local plugin-host</c>: what a plugin starts.</summary>
    public static Command CreateHost()
    {
        var store = new Option<string>("--store") { Required = true, HelpName = "DIR" };
        var repository = new Option<string?>("--repository") { HelpName = "DIR" };
        var command =
            new Command("plugin-host", "Serve a store to plugins until none is left. Plugins start it.") { store, repository };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) =>
            PluginHostRun.ExecuteAsync(new PluginStore(parsed.GetRequiredValue(store), parsed.GetValue(repository)),
                cancellationToken));
        return command;
    }

    private static int WriteLaunchers(string folder)
    {
        if (OperatingSystem.IsWindows())
            throw new CliException(ExitCode.Usage, "NotOnWindows",
                "The plugins' launchers are shell scripts: they run on Linux, on macOS, and in WSL.");
        foreach (var path in PluginLaunchers.Write(folder, PackageSchemas.Names, [.. OwnCommand.Words(), "local", "plugin"]))
            Console.WriteLine(path);
        Console.WriteLine();
        Console.WriteLine(
            "With them on the PATH, the real Pulumi engine deploys to the local cloud in .mlops beside Pulumi.yaml:");
        Console.WriteLine($"  export PATH='{folder}':\"$PATH\"");
        Console.WriteLine("  export PULUMI_BACKEND_URL=file://~ PULUMI_CONFIG_PASSPHRASE=local");
        // The program asks for tokens before it declares anything; the local cloud takes any.
        var tokens = new LocalCloudOptions().Tokens.OrderBy(token => token.Key, StringComparer.Ordinal);
        Console.WriteLine($"  export {string.Join(' ', tokens.Select(token => $"{token.Key}={token.Value}"))}");
        Console.WriteLine("  pulumi up -s dev");
        return (int)ExitCode.Done;
    }
}
