using System.Globalization;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>A job's log, as a blob that is written anew about every second while it grows, so that it can be followed.</summary>
internal sealed class JobLog : IAsyncDisposable
{
    // A longer one is written at the end only.
    private const long Followed = 4 * 1024 * 1024;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly JobData _data;
    private readonly BlobPlace _place;
    private readonly string _blob;
    private readonly JobAccess _access;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _following;

    public JobLog(WorkloadLog log, string name, JobRun run, WorkspaceAssets workspace, JobData data, JobAccess access)
    {
        (Output, _data, _access) = (log, data, access);
        var store = JobLocations.Of(JobArtifacts.Datastore, workspace, name);
        // The service writes it, whatever the job's own rights are.
        _place = store with { HasKey = true };
        _blob = $"{JobArtifacts.FolderOf(run.Name)}/{name}";
        _following = FollowAsync();
    }

    /// <summary>What is logged.</summary>
    public WorkloadLog Output { get; }

    /// <summary>Adds a line with the time.</summary>
    public void WriteLine(string line) => Output.WriteLine(
        $"[{DateTimeOffset.UtcNow.ToString("yyyy-MM-dd HH:mm:ssZ", CultureInfo.InvariantCulture)}] {line}");

    /// <summary>Writes all of it.</summary>
    /// <exception cref="JobException">The workspace's storage does not take it.</exception>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _following;
        Output.Dispose();
        _end.Dispose();
        await _data.UploadAsync(_place, _blob, Output.ToArray(), _access, CancellationToken.None);
    }

    private async Task FollowAsync()
    {
        long written = -1;
        while (!_end.IsCancellationRequested)
        {
            await Task.Delay(Interval, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_end.IsCancellationRequested) return;
            var content = Output.ToArray();
            if (content.Length == written || content.Length > Followed) continue;
            try
            {
                await _data.UploadAsync(_place, _blob, content, _access, _end.Token);
                written = content.Length;
            }
            catch (Exception exception) when (exception is JobException or OperationCanceledException or HttpRequestException)
            {
                // The last write, at the end, says what is wrong.
            }
        }
    }
}
