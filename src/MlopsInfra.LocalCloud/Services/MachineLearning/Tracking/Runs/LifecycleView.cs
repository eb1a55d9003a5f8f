namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;

/// <summary>Which of runs and experiments a search is for: those that were not deleted, unless it says otherwise.</summary>
internal static class LifecycleView
{
    /// <summary>Whether one is asked for, by whether it was deleted.</summary>
    /// <param name="view">The name of the view; null for the usual one.</param>
    public static Func<bool, bool> Of(string? view) => view switch
    {
        null or "" or "ACTIVE_ONLY" => isDeleted => !isDeleted,
        "DELETED_ONLY" => isDeleted => isDeleted,
        "ALL" => _ => true,
        _ => throw TrackingException.Invalid($"Invalid view type '{view}': it is none of ACTIVE_ONLY, DELETED_ONLY, ALL."),
    };
}
