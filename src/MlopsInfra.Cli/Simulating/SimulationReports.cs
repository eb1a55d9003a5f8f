using System.Globalization;
using MlopsInfra.Cli.Lifecycle;

namespace MlopsInfra.Cli.Simulating;

/// <summary>What <c>mlops local simulate</c> has to tell at its end.</summary>
internal static class SimulationReports
{
    /// <summary>Of a simulation.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="result">What came of it.</param>
    public static LifecycleReport Of(SimulationSettings settings, SimulationResult result) => new()
    {
        Lines =
        [
            $"Sent: {result.Answered} requests of {Text(result.From)} to {Text(result.Until)}, answered by "
                + result.Served.Releases,
            .. result.Failed > 0 ? (string[])[$"Failed: {result.Failed}"] : [],
            settings.LabelDelay is null ? "Labels: none"
                : $"Labels: {result.Labels} written, {result.Waiting} wait for their time",
        ],
        Document = json =>
        {
            json.WriteString("served", result.Served.Name);
            json.WriteString("releases", result.Served.Releases);
            json.WriteString("from", Text(result.From));
            json.WriteString("until", Text(result.Until));
            json.WriteNumber("requests", result.Answered);
            json.WriteNumber("failed", result.Failed);
            json.WriteNumber("notLogged", result.Unlogged);
            json.WriteNumber("labels", result.Labels);
            json.WriteNumber("labelsWaiting", result.Waiting);
        },
        Failure = FailureOf(result),
    };

    private static CliException? FailureOf(SimulationResult result) => result.Failed > 0
        ? new CliException(ExitCode.Failed, "RequestsFailed",
            $"{result.Failed} of {result.Failed + result.Answered} requests failed. The first: {result.FirstFailure}",
            result.Served.Name)
        : result.Unlogged > 0 ? new CliException(ExitCode.Failed, "PredictionsNotLogged",
            $"{result.Unlogged} of {result.Answered} predictions did not come into the log. 'mlops local logs' shows what the "
                + "service printed of it.", result.Served.Name) : null;

    private static string Text(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
