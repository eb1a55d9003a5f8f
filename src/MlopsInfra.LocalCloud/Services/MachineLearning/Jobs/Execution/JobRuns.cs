using System.Collections.Concurrent;
using System.Text.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>The runs of all jobs, one small file each in the server's data folder.</summary>
internal sealed class JobRuns
{
    private readonly Lock _lock = new();
    private readonly string _folder;
    private readonly ConcurrentDictionary<string, JobRun> _runs = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="options">How the server behaves.</param>
    public JobRuns(LocalCloudServerOptions options)
    {
        _folder = Path.Combine(options.DataFolder, "jobs");
        if (!Directory.Exists(_folder)) return;
        foreach (var file in Directory.EnumerateFiles(_folder, "*.json"))
        {
            var run = DataFile.Read<JobRun>(file);
            if (!ResourceId.TryParse(run.Id, out var id) || id.Parent is null)
                throw DataFile.Damaged($"{file}: '{run.Id}' is no id of a job.");
            _runs[run.Id] = run;
        }
    }

    /// <summary>The run of a job; null for one that was never executed.</summary>
    /// <param name="job">The job.</param>
    public JobRun? Find(ResourceId job) => _runs.GetValueOrDefault(job.Value);

    /// <summary>The steps of a job, in order of their creation.</summary>
    /// <param name="job">The job.</param>
    public IReadOnlyList<JobRun> Children(ResourceId job) =>
    [
        .. _runs.Values.Where(run => job.Name.Equals(run.Parent, StringComparison.OrdinalIgnoreCase) && IsBeside(run, job))
            .OrderBy(run => run.Created).ThenBy(run => run.Step, StringComparer.Ordinal),
    ];

    /// <summary>All runs of a workspace, the newest first.</summary>
    /// <param name="workspace">The workspace.</param>
    public IReadOnlyList<JobRun> Of(ResourceId workspace) =>
        [.. _runs.Values.Where(run => IsBeside(run, workspace.Child("jobs", "x"))).OrderByDescending(run => run.Created)];

    /// <summary>Whether a job is a step of another one; lists of jobs leave those out.</summary>
    /// <param name="job">The job.</param>
    public bool IsStep(ResourceId job) => Find(job)?.Parent is not null;

    /// <summary>Writes a run.</summary>
    /// <param name="run">The run.</param>
    public void Save(JobRun run)
    {
        lock (_lock) Write(run);
    }

    /// <summary>Changes a run.</summary>
    /// <param name="job">The job.</param>
    /// <param name="change">From what is known to what is known now.</param>
    public JobRun Change(ResourceId job, Func<JobRun, JobRun> change)
    {
        lock (_lock)
        {
            var run = change(Find(job) ?? throw new InvalidOperationException($"The job '{job}' has no run."));
            Write(run);
            return run;
        }
    }

    private void Write(JobRun run)
    {
        _runs[run.Id] = run;
        PrivateFiles.CreateFolder(_folder);
        // The name of a job is unique in its workspace only.
        var workspace = ResourceId.Parse(run.Id).Parent!;
        var file = Path.Combine(_folder, $"{WorkspaceResource.GuidOf(workspace)}-{run.Name}.json");
        PrivateFiles.Replace(file, JsonSerializer.SerializeToUtf8Bytes(run));
    }

    private static bool IsBeside(JobRun run, ResourceId job) =>
        run.Id.StartsWith(job.Parent!.Value + "/", StringComparison.OrdinalIgnoreCase);
}
