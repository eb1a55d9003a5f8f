using System.Text;
using System.Text.RegularExpressions;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;

/// <summary>
/// What the inference server logs by one call: a line as <c>2026-11-28 20:19:03,000 I [7] azmlinfsrv.print - text</c>, and the
/// lines below that belong to it.
/// </summary>
/// <param name="Logger">Who logged it, as in <c>azmlinfsrv.print</c>.</param>
/// <param name="Message">The text, which may have several lines.</param>
internal sealed partial record ConsoleRecord(string Logger, string Message)
{
    // "Message: max length 32768"
    private const int MostLetters = 32768;

    private const string RunRaised = "user_script.UserScriptE";

    /// <summary>Whether the entry script printed it.</summary>
    public bool IsPrinted => Logger == "azmlinfsrv.print";

    /// <summary>Whether it tells of a <c>run()</c> that raised.</summary>
    public bool IsException =>
        Logger == "azmlinfsrv" && Message.StartsWith("Encountered Exception: Traceback", StringComparison.Ordinal)
        && Message.Contains(RunRaised, StringComparison.Ordinal);

    /// <summary>Reads the records among lines that came together.</summary>
    /// <param name="lines">The lines.</param>
    public static IReadOnlyList<ConsoleRecord> Read(IReadOnlyList<string> lines)
    {
        var records = new List<ConsoleRecord>();
        StringBuilder? message = null;
        var logger = "";
        foreach (var line in lines)
        {
            if (Line().Match(line) is { Success: true } match)
            {
                Close();
                (logger, message) = (match.Groups["logger"].Value, new StringBuilder(match.Groups["message"].Value));
            }
            else if (Foreign().IsMatch(line))
            {
                Close();
            }
            else if (message?.Length < MostLetters)
            {
                message.Append('\n').Append(line);
            }
        }

        Close();
        return records;

        void Close()
        {
            if (message is not null)
                records.Add(new ConsoleRecord(logger, message.ToString(0, Math.Min(message.Length, MostLetters))));
            message = null;
        }
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [DIWEC] \[\d+\] (?<logger>[\w.]+) - (?<message>.*)$")]
    private static partial Regex Line();

    // Warnings of Python's root logger come in between, on the other stream.
    [GeneratedRegex("^(WARNING|ERROR|CRITICAL):")]
    private static partial Regex Foreign();
}
