namespace MlopsInfra.Lifecycle;

/// <summary>A step that is going to be done.</summary>
/// <param name="Name">Its name, as in <c>image</c>.</param>
/// <param name="Action">What is done, as in <c>build scoring:9c1e4f20 in crmlops</c>; or why nothing is to be done.</param>
/// <param name="IsNeeded">Whether it changes anything: false if it was done before.</param>
public sealed record PlannedStep(string Name, string Action, bool IsNeeded)
{
    /// <summary>How long it usually takes in Azure; null where nothing is known.</summary>
    public TimeSpan? UsualDuration { get; init; }
}
