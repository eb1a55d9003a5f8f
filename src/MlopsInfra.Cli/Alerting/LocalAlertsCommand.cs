using System.CommandLine;
using MlopsInfra.Cli.CommandLine;

namespace MlopsInfra.Cli.Alerting;

/// <summary><c>mlops local alerts STACK</c>.</summary>
internal static class LocalAlertsCommand
{
    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var options = new StackOptions();
        var command = options.CreateCommand("alerts", "Say which alerts would fire now, by what was logged on the local cloud.");
        command.SetAction((parsed, cancellationToken) => AlertsRun.ExecuteAsync(options.Read(parsed), cancellationToken));
        return command;
    }
}
