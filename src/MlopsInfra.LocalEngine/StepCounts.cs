namespace MlopsInfra.LocalEngine;

/// <summary>
/// How many resources underwent what; components and the stack itself are among them, default providers are not.
/// </summary>
/// <param name="Create">Created.</param>
/// <param name="Update">Changed in place.</param>
/// <param name="Replace">Replaced.</param>
/// <param name="Same">Left as they are.</param>
/// <param name="Delete">Deleted or forgotten.</param>
/// <param name="Read">Looked up.</param>
/// <param name="Import">Taken over.</param>
/// <param name="Failed">Failed; not among the others.</param>
public sealed record StepCounts(int Create, int Update, int Replace, int Same, int Delete, int Read, int Import, int Failed)
{
    /// <summary>Counts finished steps.</summary>
    /// <param name="steps">The steps.</param>
    public static StepCounts Of(IEnumerable<ResourceStep> steps)
    {
        var counts = new int[Enum.GetValues<StepOperation>().Length];
        var failed = 0;
        foreach (var step in steps)
        {
            if (step.Error is not null) failed++;
            else counts[(int)step.Operation]++;
        }

        int Count(StepOperation operation) => counts[(int)operation];
        return new StepCounts(
            Count(StepOperation.Create), Count(StepOperation.Update), Count(StepOperation.Replace), Count(StepOperation.Same),
            Count(StepOperation.Delete) + Count(StepOperation.Forget), Count(StepOperation.Read), Count(StepOperation.Import),
            failed);
    }

    /// <summary>Whether nothing was or would be changed.</summary>
    public bool IsUnchanged => Create + Update + Replace + Delete + Import + Failed == 0;
}
