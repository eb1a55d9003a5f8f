using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution.Parallel;

/// <summary>How the entry script of a parallel step is run: what its component says, and what the step says instead.</summary>
internal sealed partial record ParallelSettings
{
    private static readonly string[] Files = ["uri_folder", "uri_file"];
    private static readonly string[] Levels = ["DEBUG", "INFO", "WARNING"];

    /// <summary>The input whose files are divided.</summary>
    public required string Input { get; init; }

    /// <summary>The script, below the folder of the code.</summary>
    public required string EntryScript { get; init; }

    /// <summary>The arguments, with their expressions.</summary>
    public required string Arguments { get; init; }

    /// <summary>Where the returned rows go, with its expression; null for nowhere.</summary>
    public string? AppendRowTo { get; init; }

    /// <summary>Files in a mini batch; 1 if nobody says.</summary>
    public required int MiniBatchSize { get; init; }

    /// <summary>Processes side by side; one for each processor if nobody says.</summary>
    public required int Concurrency { get; init; }

    /// <summary>Seconds that one call of <c>run</c> may take; 60 if nobody says.</summary>
    public required int Timeout { get; init; }

    /// <summary>How often a mini batch is tried again; twice if nobody says.</summary>
    public required int Retries { get; init; }

    /// <summary>How many files may fail; -1, which is the default, for all.</summary>
    public required int ErrorThreshold { get; init; }

    /// <summary>How many mini batches may fail; -1, which is the default, for all.</summary>
    public required int MiniBatchErrorThreshold { get; init; }

    /// <summary>The least level that is logged: <c>DEBUG</c>, <c>INFO</c> (the default) or <c>WARNING</c>.</summary>
    public required string LoggingLevel { get; init; }

    /// <summary>Reads them.</summary>
    /// <param name="step">The step.</param>
    /// <param name="component">Its component.</param>
    /// <exception cref="JobException">The local cloud can't run it.</exception>
    public static ParallelSettings Of(PipelineNode step, AssetReference component)
    {
        var spec = component.Interface ?? [];
        var task = TaskOf(step, component);
        if (task["type"].AsText() is { } type && type != "run_function")
            throw Unable(step, $"has a task of type {type}. The local cloud runs tasks of type run_function");
        if (Member("partition_keys") is not null)
            throw Unable(step, "has partition_keys. The local cloud divides files by mini_batch_size only");
        var input = InputOf(step, Member("input_data").AsText(), spec["inputs"] as JsonObject ?? []);
        var level = (Member("logging_level").AsText() ?? "INFO").ToUpperInvariant();
        if (!Levels.Contains(level))
            throw Unable(step, $"has the logging_level '{level}', which is none of {string.Join(", ", Levels)}");
        return new ParallelSettings
        {
            Input = input,
            EntryScript = task["entry_script"].AsText() is { Length: > 0 } script ? script
                : throw Unable(step, "has a task without entry_script"),
            Arguments = task["program_arguments"].AsText() ?? "",
            AppendRowTo = task["append_row_to"].AsText() is { Length: > 0 } file ? file : null,
            MiniBatchSize = Whole("mini_batch_size", 1, 1),
            Concurrency = Whole("max_concurrency_per_instance", Environment.ProcessorCount, 1),
            Timeout = Whole("retry_settings.timeout", 60, 1),
            Retries = Whole("retry_settings.max_retries", 2, 0),
            ErrorThreshold = Whole("error_threshold", -1, -1),
            MiniBatchErrorThreshold = Whole("mini_batch_error_threshold", -1, -1),
            LoggingLevel = level,
        };

        JsonNode? Member(string path) => step.Body.At(path) ?? spec.At(path);

        int Whole(string path, int standard, int least)
        {
            if (Member(path) is not { } value) return standard;
            if (int.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= least) return number;
            throw Unable(step, $"has the {path} '{value}', which is no whole number from {least}");
        }
    }

    /// <summary>What is done with each mini batch.</summary>
    /// <param name="step">The step.</param>
    /// <param name="component">Its component.</param>
    /// <exception cref="JobException">There is none.</exception>
    public static JsonObject TaskOf(PipelineNode step, AssetReference component) =>
        step.Body["task"] as JsonObject ?? component.Interface?["task"] as JsonObject
            ?? throw Unable(step, $"runs the component '{component.Id}', which has no task that the local cloud knows");

    private static string InputOf(PipelineNode step, string? data, JsonObject inputs)
    {
        if (Bound().Match(data ?? "") is not { Success: true } match)
            throw Unable(step, $"has the input_data '{data}', which is no '${{{{inputs.NAME}}}}'");
        var name = match.Groups["name"].Value;
        if (inputs[name] is not { } port)
            throw Unable(step, $"has the input_data '{data}', but its component has no such input");
        return Files.Contains(port["type"].AsText(), StringComparer.OrdinalIgnoreCase) ? name : throw Unable(step,
            $"divides the input '{name}' of type {port["type"].AsText()}. The local cloud divides files only: uri_folder, "
                + "uri_file");
    }

    private static JobException Unable(PipelineNode step, string what) =>
        JobException.User($"The parallel step '{step.Name}' {what}.");

    [GeneratedRegex(@"^\s*\$\{\{\s*inputs\.(?<name>\w+)(?:\.path)?\s*\}\}\s*$")]
    private static partial Regex Bound();
}
