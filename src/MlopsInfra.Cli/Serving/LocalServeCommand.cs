using System.CommandLine;
using MlopsInfra.Cli.CommandLine;

namespace MlopsInfra.Cli.Serving;

/// <summary><c>mlops local serve STACK</c>.</summary>
internal static class LocalServeCommand
{
    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var options = new StackOptions();
        var port = new Option<int>("--port")
        {
            HelpName = "PORT",
            Description = "The port to listen on. Default: a free one.",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (int.TryParse(text, out var number) && number is >= 0 and <= 65535) return number;
                result.AddError($"--port '{text}' is no port: give a number from 1 to 65535, or leave it out for a free one.");
                return 0;
            },
        };
        var fromNetwork = FromNetworkOption.Create();
        var executor = ExecutorOption.Create();
        var command = options.CreateCommand("serve", "Keep the local cloud's REST side up until Ctrl+C, and print its address.",
            port, fromNetwork, executor);
        command.SetAction((parsed, cancellationToken) =>
            ServeRun.ExecuteAsync(options.Read(parsed), parsed.GetValue(port), parsed.GetValue(fromNetwork),
                parsed.GetValue(executor),
                cancellationToken));
        return command;
    }
}
