using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.Jobs;
using MlopsInfra.PostDeploy.Reading.Pipelines;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading.Schedules;

/// <summary>
/// Reads the job that a schedule runs: a file, a job that ran in the workspace, either of them with changes, or a job that is
/// written in place.
/// </summary>
internal static class ScheduledJobReader
{
    private const string Key = "create_job";

    /// <summary>The <c>properties</c> of the job; null, with an error, if there are none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="file">The file it is in.</param>
    public static JsonObject? Read(FolderReader folder, YamlMap schedule, string file)
    {
        if (schedule.Node(Key) is YamlScalarNode)
        {
            if (schedule.Text(Key) is not { } text) return null;
            return JobReference.FileOf(folder, text, file) is { } path
                ? JobReader.Load(folder, path, schedule.At(Key))
                : Again(JobReference.Link(folder, text, schedule.At(Key)));
        }

        if (schedule.Map(Key) is not { } job) return null;
        return job.Has("job") ? Changed(folder, job, file) : JobReader.Read(new JobSource(folder, job, file, IsFile: false));
    }

    // `az ml` sends an experiment without a name: the service takes that of the job.
    private static JsonObject? Again(JobLink? job) => job is null ? null
        : new JsonObject { ["jobType"] = "Pipeline", ["experimentName"] = "", ["isArchived"] = false }.With("sourceJobId", job);

    private static JsonObject? Changed(FolderReader folder, YamlMap changes, string file)
    {
        if (changes.Text("job") is not { } text) return null;
        if (changes.Has("jobs"))
        {
            changes.Error(changes.At("jobs"),
                $"a schedule changes no steps: change '{text}', or write the whole job in its place");
            return null;
        }

        if (JobReference.FileOf(folder, text, file) is { } path)
            return JobReader.Load(folder, path, changes.At("job"), changes);
        if (JobReference.Link(folder, text, changes.At("job")) is not { } job) return null;
        if (changes.OneOf("type", "pipeline") is null && changes.Has("type")) return null;
        var run = PipelineJobReader.Read(folder, changes, file);
        changes.NoOthers("changes of a pipeline job");
        return PipelineJobReader.Content(run, PipelineJobReader.Settings(run.Settings, "YAML.JOB", job.Location), job.Location)
            .With("sourceJobId", job);
    }
}
