using System.Collections.Concurrent;
using MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

namespace MlopsInfra.LocalCloud.Services.LogicApps;

/// <summary>The history of runs, kept as long as the server.</summary>
internal sealed class WorkflowRuns
{
    private const int Most = 1000;

    private readonly ConcurrentDictionary<string, ConcurrentQueue<WorkflowRun>> _runs = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Remembers a run; the oldest ones are forgotten.</summary>
    public void Add(WorkflowRun run)
    {
        var runs = _runs.GetOrAdd(run.Source.Id, _ => new ConcurrentQueue<WorkflowRun>());
        runs.Enqueue(run);
        while (runs.Count > Most && runs.TryDequeue(out _))
        {
            // One more than there is room for.
        }
    }

    /// <summary>The runs of a workflow, the newest first.</summary>
    public IReadOnlyList<WorkflowRun> Of(string workflow) => _runs.TryGetValue(workflow, out var runs) ? [.. runs.Reverse()] : [];
}
