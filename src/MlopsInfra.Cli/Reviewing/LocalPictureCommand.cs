using System.CommandLine;
using MlopsInfra.Cli.CommandLine;

namespace MlopsInfra.Cli.Reviewing;

/// <summary><c>mlops local picture STACK --svg FILE</c>.</summary>
internal static class LocalPictureCommand
{
    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var options = new StackOptions();
        var svg = new Option<string>("--svg") { HelpName = "FILE", Description = "The picture to write.", Required = true };
        var command = options.CreateCommand("picture", "Draw the architecture that the program declares.", svg);
        command.SetAction((parsed,
            cancellationToken) => PictureRun.ExecuteAsync(options.Read(parsed), parsed.GetRequiredValue(svg), cancellationToken));
        return command;
    }
}
