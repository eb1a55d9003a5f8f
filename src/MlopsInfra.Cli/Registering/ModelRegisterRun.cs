using System.Text.Json;
using MlopsInfra.Cli.Lifecycle;
using MlopsInfra.Lifecycle;
using MlopsInfra.Lifecycle.Models;

namespace MlopsInfra.Cli.Registering;

/// <summary><c>mlops model register</c>.</summary>
internal static class ModelRegisterRun
{
    /// <summary>Runs it and tells the user.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> ExecuteAsync(ModelRegisterSettings settings, CancellationToken cancellationToken) =>
        LifecycleRun.ExecuteAsync(settings.Lifecycle, "model register",
            output => RunAsync(settings, output, cancellationToken));

    private static async Task<LifecycleReport> RunAsync(ModelRegisterSettings settings, LifecycleOutput output,
        CancellationToken cancellationToken)
    {
        await using var targets = await LifecycleTargets.OpenAsync(
            settings.Lifecycle, null, null, acts: true, output, cancellationToken);
        var isDryRun = settings.Lifecycle.DryRun;
        var registered = settings.Path is { } path
            ? await new LocalModel(targets.Environment, output)
                .RegisterAsync(settings.Candidate, path, isDryRun, cancellationToken)
            : await new ModelRegistration(targets.Environment, output)
                .RunAsync(settings.Candidate, isDryRun, cancellationToken);
        return Report(settings, registered);
    }

    private static LifecycleReport Report(ModelRegisterSettings settings, RegisteredModel registered)
    {
        var (isDryRun, model) = (settings.Lifecycle.DryRun, registered.Model);
        var outputs = new Dictionary<string, string> { ["decision"] = registered.Decision, ["reason"] = registered.Reason };
        if (model is not null && !isDryRun)
        {
            outputs["model_name"] = model.Name;
            outputs["model_version"] = model.Version;
            outputs["model_id"] = model.Id;
        }

        return new LifecycleReport
        {
            Lines = model is null || isDryRun ? [] : [$"Model: {model.Reference} ({registered.Reason})"],
            Markdown = model is null ? "" : LifecycleMarkdown.Table(["Model", "Version", "Why"],
                [[model.Name, model.Version, registered.Reason]]),
            Outputs = outputs,
            Document = json => Write(json, registered),
            Failure = model is not null ? null : new CliException(ExitCode.Failed, "ModelRefused",
                $"The model of job {settings.Candidate.Job} is not registered: {registered.Reason}. --force registers it all the "
                    + "same.", settings.Candidate.Name),
        };
    }

    private static void Write(Utf8JsonWriter json, RegisteredModel registered)
    {
        json.WriteString("decision", registered.Decision);
        json.WriteString("reason", registered.Reason);
        if (registered.Model is not { } model) return;
        json.WriteStartObject("model");
        json.WriteString("name", model.Name);
        json.WriteString("version", model.Version);
        json.WriteString("id", model.Id);
        json.WriteBoolean("isNew", registered.IsNew);
        LifecycleJson.WriteTexts(json, "tags", model.Tags);
        json.WriteEndObject();
    }
}
