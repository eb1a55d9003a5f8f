using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.Jobs;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Pipelines;

/// <summary>Reads what a pipeline job says about a run: inputs, outputs, settings, display name and the like.</summary>
internal static class PipelineJobReader
{
    // Keys of other types of jobs, which a pipeline job has not over REST.
    private static readonly string[] OfOthers = ["limits", "queue_settings"];

    public static PipelineJob Read(FolderReader folder, YamlMap map, string file)
    {
        foreach (var key in OfOthers.Where(map.Has))
        {
            map.Ignore(key);
            folder.Errors.Warn(map.At(key), $"'{key}' is left out: a pipeline job has none; give it to the steps");
        }

        return new PipelineJob
        {
            Properties = JobFields.Common(new JobSource(folder, map, file, IsFile: true), "Pipeline", "a pipeline job"),
            Inputs = BindingReader.ReadInputs(folder, map, file),
            Outputs = BindingReader.ReadOutputs(map),
            Settings = PipelineSettingsReader.Read(folder, map, "a pipeline job"),
            Compute = ReferenceReader.Compute(folder, map, "compute", isOfJob: true),
        };
    }

    /// <summary>The <c>properties</c> of a job, without the steps, the component or the job that it takes these from.</summary>
    /// <param name="job">What the run says.</param>
    /// <param name="settings">How the steps are run.</param>
    /// <param name="location">Where the run is described.</param>
    public static JsonObject Content(PipelineJob job, JsonObject settings, SourceLocation location)
    {
        var content = new JsonObject { ["jobs"] = new JsonObject(), ["settings"] = settings };
        foreach (var (name, value) in job.Properties) content.With(name, value);
        return JobFields.Bind(content, job.Inputs, job.Outputs, location);
    }

    /// <summary>The settings that a job writes.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="source">How Azure calls the place that the steps come from.</param>
    /// <param name="location">Where the run is described.</param>
    public static JsonObject Settings(PipelineSettings settings, string source, SourceLocation location)
    {
        var content = new JsonObject()
            .With("default_compute", settings.DefaultCompute is { } compute ? new ComputeLink(compute) : null)
            .With("default_datastore", settings.DefaultDatastore is { } store ? new DatastoreLink(store, location) : null)
            .With("continue_on_step_failure", settings.ContinueOnStepFailure)
            .With("force_rerun", settings.ForceRerun);
        foreach (var (name, value) in settings.Others) content.With(name, value);
        return content.With("_source", source);
    }
}
