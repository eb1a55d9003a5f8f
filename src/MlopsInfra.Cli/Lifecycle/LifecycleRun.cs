using System.Diagnostics;
using System.Text.Json;
using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Cli.ContinuousIntegration;
using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Running;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>Runs the body of a command of a model's way, and tells how it ended: the user, files, and the CI system.</summary>
internal static class LifecycleRun
{
    /// <summary>Runs it.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="operation">The command's name.</param>
    /// <param name="body">The command. What it throws is told as an error, after the steps that were done.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> ExecuteAsync(LifecycleSettings settings, string operation,
        Func<LifecycleOutput, Task<LifecycleReport>> body)
    {
        var watch = Stopwatch.StartNew();
        var output = LifecycleOutput.Create(settings.Stack);
        var report = await GuardAsync(output, body);
        await output.DisposeAsync();
        try
        {
            var commands = settings.Stack.Json ? Console.Error : Console.Out;
            var heading = LifecycleMarkdown.Of(settings.Stack.Stack, operation, output, report);
            CiSummary.Write(CiRun.Current.System, heading, settings.Summary, commands);
            CiOutputs.Write(CiRun.Current.System, report.Outputs, commands);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            report = report with
            {
                Failure = report.Failure ?? new CliException(ExitCode.Failed, "FileAccess",
                    $"The results can't be written: {exception.Message}", null, exception),
            };
        }

        Tell(settings, operation, output, report, watch.Elapsed);
        return (int)(report.Failure?.ExitCode ?? ExitCode.Done);
    }

    private static async Task<LifecycleReport> GuardAsync(LifecycleOutput output,
        Func<LifecycleOutput, Task<LifecycleReport>> body)
    {
        try
        {
            return await body(output);
        }
        catch (Exception exception)
        {
            return new LifecycleReport { Failure = CliErrors.Of(exception) };
        }
    }

    private static void Tell(LifecycleSettings settings, string operation, LifecycleOutput output, LifecycleReport report,
        TimeSpan duration)
    {
        var (json, verbose) = (settings.Stack.Json, settings.Stack.Verbose);
        if (report.Failure is { } failure)
        {
            Console.Out.Flush();
            foreach (var line in ErrorText.Lines(failure, verbose)) Console.Error.WriteLine(line);
        }

        if (json)
        {
            var stream = StandardStream.Output;
            Write(stream, settings, operation, output, report);
            stream.Write("\n"u8);
            return;
        }

        foreach (var line in report.Lines) Console.WriteLine(line);
        Console.WriteLine($"Duration: {duration.TotalSeconds:F1} s");
    }

    private static void Write(Stream stream, LifecycleSettings settings, string operation, LifecycleOutput output,
        LifecycleReport report)
    {
        using var json = new Utf8JsonWriter(stream, JsonStyle.Indented);
        json.WriteStartObject();
        json.WriteString("stack", settings.Stack.Stack);
        json.WriteString("operation", operation);
        LifecycleJson.WriteSteps(json, output);
        report.Document(json);
        if (report.Failure is { } failure)
        {
            json.WritePropertyName("error");
            JsonOutput.WriteError(json, failure.Code, failure.Message, failure.Target, failure.Details);
        }

        json.WriteEndObject();
    }
}
