using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution.Parallel;

/// <summary>The program that runs the entry script of a parallel step, in Python, which this assembly carries.</summary>
internal static partial class ParallelDriver
{
    private const string Folder = "parallel";
    private const string Program = "parallel_run.py";
    private const string Settings = "settings.json";
    private const string DefaultRows = "parallel_run_step.txt";

    /// <summary>What a parallel step executes, from the folder of its code.</summary>
    public const string Command = $"python -u ../{Folder}/{Program} ../{Folder}/{Settings}";

    /// <summary>Writes the program and what it is to do into the folder of a job.</summary>
    /// <param name="settings">How the script is run.</param>
    /// <param name="folder">The job's folder.</param>
    /// <param name="ports">What its inputs and outputs are on this machine.</param>
    /// <exception cref="JobException">The script is not among the code, or an argument has no value.</exception>
    public static void Write(ParallelSettings settings, JobFolder folder, JobPorts ports)
    {
        if (InnerPaths.Below(folder.Code, settings.EntryScript) is not { } script || !File.Exists(script))
            throw JobException.User($"The entry_script '{settings.EntryScript}' is not among the code of the parallel step.");
        var input = ports.Inputs.GetValueOrDefault(settings.Input);
        if (!Path.Exists(input))
            throw JobException.User($"The input '{settings.Input}', which is to be divided, has no files on this machine: give "
                + "it data, with a mode such as ro_mount or download.");
        var target = Path.Combine(folder.Root, Folder);
        PrivateFiles.CreateFolder(target);
        using (var program = typeof(ParallelDriver).Assembly.GetManifestResourceStream($"workloads/{Program}")!)
        using (var file = PrivateFiles.OpenWrite(Path.Combine(target, Program), FileMode.Create))
            program.CopyTo(file);
        PrivateFiles.Write(Path.Combine(target, Settings), new JsonObject
        {
            ["input"] = input,
            ["entry_script"] = settings.EntryScript,
            ["arguments"] = new JsonArray([.. Words(ports.Fill(settings.Arguments)).Select(word => JsonValue.Create(word))]),
            ["append_row_to"] = RowsOf(settings, ports),
            ["mini_batch_size"] = settings.MiniBatchSize,
            ["max_concurrency_per_instance"] = settings.Concurrency,
            ["timeout"] = settings.Timeout,
            ["max_retries"] = settings.Retries,
            ["error_threshold"] = settings.ErrorThreshold,
            ["mini_batch_error_threshold"] = settings.MiniBatchErrorThreshold,
            ["logging_level"] = settings.LoggingLevel,
        }.ToJsonString());
    }

    // A folder of its own gets a file of the name that Azure gives it.
    private static string? RowsOf(ParallelSettings settings, JobPorts ports) => settings.AppendRowTo is not { } bound ? null
        : ports.Fill(bound) is var path && Directory.Exists(path) ? Path.Combine(path, DefaultRows) : path;

    // As a shell divides them, with single and double quotes.
    private static IEnumerable<string> Words(string text) =>
        Word().Matches(text).Select(word => Quoted().Replace(word.Value, part => part.Value[1..^1]));

    [GeneratedRegex("""(?:[^\s"']|"[^"]*"|'[^']*')+""")]
    private static partial Regex Word();

    [GeneratedRegex("""
        "[^"]*"|'[^']*'
        """)]
    private static partial Regex Quoted();
}
