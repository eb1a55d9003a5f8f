using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution.Sweeps;

/// <summary>What trials have logged.</summary>
internal sealed class TrialMetrics(TrackingStore tracking, JobRuns runs)
{
    /// <summary>The last value of a metric; null where none was logged.</summary>
    /// <param name="job">The trial.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="workspace">The workspace.</param>
    public double? Find(ResourceId job, string metric, WorkspaceAssets workspace)
    {
        var state = tracking.Open(workspace.Id);
        // One that took the outputs of an earlier one has logged nothing itself.
        var run = runs.Find(job)?.ReusedRun ?? job.Name;
        lock (state.Lock) return state.MetricsOf(run).Find(metric)?.Value;
    }
}
