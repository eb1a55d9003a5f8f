using System.Globalization;
using System.Text.Json;
using MlopsInfra.Lifecycle;
using MlopsInfra.Lifecycle.Runs;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>What <c>mlops run</c> has to tell: of a plan, of a job that was started, and of one that has ended.</summary>
internal static class RunReports
{
    /// <summary>Of a dry run.</summary>
    /// <param name="plan">The plan.</param>
    public static LifecycleReport OfPlan(TrainingPlan plan) => new()
    {
        Lines = [$"Would run: {plan.Job}"],
        Document = json =>
        {
            json.WriteString("job", plan.Job);
            json.WriteBoolean("dryRun", true);
            WriteInputs(json, plan.Inputs);
        },
    };

    /// <summary>Of a job that nobody follows.</summary>
    /// <param name="job">The job.</param>
    public static LifecycleReport OfStarted(TrainingJob job) => new()
    {
        Lines = [$"Started: {job.Name} ({job.Status}). The same command without --no-wait follows it.", .. Page(job)],
        Document = json => WriteJob(json, job),
        Outputs = Outputs(job),
    };

    /// <summary>Of a job that was followed until Ctrl+C.</summary>
    /// <param name="job">The job.</param>
    /// <param name="endsWithProcess">Whether it ends with this command.</param>
    public static LifecycleReport OfInterrupted(TrainingJob job, bool endsWithProcess) => new()
    {
        Document = json => WriteJob(json, job),
        Outputs = Outputs(job),
        Failure = new CliException(ExitCode.Failed, "Interrupted", endsWithProcess
            ? $"Interrupted. The local cloud ends with this command, and the job {job.Name} with it: the same command begins "
                + "anew."
            : $"Interrupted. The job {job.Name} goes on: the same command follows it.", job.Name),
    };

    /// <summary>Of a job that has ended.</summary>
    /// <param name="result">What came of it.</param>
    public static LifecycleReport Of(TrainingResult result) => new()
    {
        Lines = [.. Lines(result)],
        Document = json => Write(json, result),
        Markdown = Markdown(result),
        Outputs = Outputs(result),
        Failure = FailureOf(result),
    };

    private static CliException? FailureOf(TrainingResult result)
    {
        var job = result.Job;
        if (!result.HasCompleted)
        {
            return new CliException(ExitCode.Failed, $"Job{job.Status}",
                $"The job {job.Name} is {job.Status}: {result.Error ?? "nothing says why"}. "
                + "The same command tries it again.", job.Name);
        }

        return result.Decision == LifecycleTags.Keep
            ? new CliException(ExitCode.Failed, "ModelRefused",
                $"The gate refused the model of {job.Name}: {result.Reason ?? "it says no reason"}. Nothing was registered.",
                job.Name)
            : null;
    }

    private static IEnumerable<string> Lines(TrainingResult result)
    {
        if (result.Metrics.Count > 0)
        {
            yield return "Metrics: " + string.Join(", ", result.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal)
                .Select(metric => $"{metric.Key} {Number(metric.Value)}"));
        }

        if (result.Decision is { } decision)
            yield return $"Decision: {decision}{(result.Reason is { } reason ? $": {reason}" : "")}"
                + (result.Champion is { } champion ? $" (champion: {champion})" : "");
        foreach (var (name, value) in result.Said.OrderBy(tag => tag.Key, StringComparer.Ordinal))
            yield return $"{name}: {value}";
        if (result.Decision is null && result.Said.Count == 0 && result.HasCompleted)
            yield return "Decision: none: the pipeline's steps set no tag that says one.";
        if (result.Model is { } model) yield return $"Model: {model.Reference}";
        if ((result.Image ?? result.ImageNote) is { } image)
            yield return $"Image: {(result.Image is null ? $"not built yet: {image}" : image)}";
        foreach (var line in Page(result.Job)) yield return line;
    }

    private static IEnumerable<string> Page(TrainingJob job) => job.Page is { } page ? [$"Job: {page}"] : [];

    private static string Markdown(TrainingResult result)
    {
        var job = result.Job.Page is { } page ? $"[{result.Job.Name}]({page})" : result.Job.Name;
        List<string[]> rows = [["Job", job], ["Status", result.Job.Status]];
        if (result.Decision is { } decision)
            rows.Add(["Decision", result.Reason is { } reason ? $"{decision}: {reason}" : decision]);
        if (result.Champion is { } champion) rows.Add(["Champion", champion]);
        if (result.Model is { } model) rows.Add(["Model", model.Reference]);
        if (result.Image is { } image) rows.Add(["Image", image]);
        rows.AddRange(result.Said.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => (string[])[tag.Key, tag.Value]));
        var metrics = result.Metrics.Count == 0 ? "" : "\n" + Metrics(result);
        return LifecycleMarkdown.Table(["", ""], rows) + metrics;
    }

    private static string Metrics(TrainingResult result) => LifecycleMarkdown.Table(["Metric", "Value"],
        result.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal)
            .Select(metric => (string[])[metric.Key, Number(metric.Value)]));

    private static Dictionary<string, string> Outputs(TrainingJob job)
    {
        var outputs = new Dictionary<string, string>
        {
            ["run_id"] = job.Name, ["experiment_name"] = job.Experiment, ["run_status"] = job.Status,
        };
        if (job.Page is { } page) outputs["run_url"] = page.ToString();
        return outputs;
    }

    private static Dictionary<string, string> Outputs(TrainingResult result)
    {
        var outputs = Outputs(result.Job);
        outputs["run_metrics"] = JsonSerializer.Serialize(result.Metrics);
        if (result.Said.Count > 0) outputs["run_tags"] = JsonSerializer.Serialize(result.Said);
        outputs["run_metrics_markdown"] = result.Metrics.Count == 0 ? "" : Metrics(result);
        if (result.Decision is { } decision) outputs["decision"] = decision;
        if (result.Reason is { } reason) outputs["reason"] = reason;
        if (result.Image is { } image) outputs["image"] = image;
        if (result.Model is not { } model) return outputs;
        outputs["model_name"] = model.Name;
        outputs["model_version"] = model.Version;
        outputs["model_id"] = model.Id;
        return outputs;
    }

    private static void Write(Utf8JsonWriter json, TrainingResult result)
    {
        WriteJob(json, result.Job);
        if (result.Decision is { } decision) json.WriteString("decision", decision);
        if (result.Reason is { } reason) json.WriteString("reason", reason);
        if (result.Champion is { } champion) json.WriteString("champion", champion);
        json.WriteStartObject("metrics");
        foreach (var (name, value) in result.Metrics) json.WriteNumber(name, value);
        json.WriteEndObject();
        if (result.Image is { } image) json.WriteString("image", image);
        if (result.Model is not { } model) return;
        json.WriteStartObject("model");
        json.WriteString("name", model.Name);
        json.WriteString("version", model.Version);
        json.WriteString("id", model.Id);
        json.WriteEndObject();
    }

    private static void WriteJob(Utf8JsonWriter json, TrainingJob job)
    {
        json.WriteString("job", job.Name);
        json.WriteString("status", job.Status);
        json.WriteString("experiment", job.Experiment);
        if (job.Page is { } page) json.WriteString("page", page.ToString());
        WriteInputs(json, job.Inputs);
        LifecycleJson.WriteTexts(json, "tags", job.Tags);
    }

    private static void WriteInputs(Utf8JsonWriter json, IEnumerable<JobInput> inputs) =>
        LifecycleJson.WriteTexts(json, "inputs", inputs.Select(input => KeyValuePair.Create(input.Name, input.Text)));

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
