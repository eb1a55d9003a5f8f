namespace MlopsInfra.LocalCloud.Workloads.Serving;

/// <summary>
/// Lets requests say when they were made, so that days of traffic are played in minutes: services log a request by the time in
/// its header <see cref="Header"/>. Azure sets no such variable, and there the clock counts.
/// </summary>
internal static class ReplayedTime
{
    /// <summary>The variable that names the header to the scoring service.</summary>
    public const string Variable = "SCORING_TIME_HEADER";

    /// <summary>The header: an ISO 8601 time with its zone.</summary>
    public const string Header = "x-mlops-time";

    /// <summary>Adds the variable to what a service gets. What its resource declares goes over it.</summary>
    /// <param name="environment">The service's environment.</param>
    public static void AddTo(IDictionary<string, string> environment) => environment[Variable] = Header;
}
