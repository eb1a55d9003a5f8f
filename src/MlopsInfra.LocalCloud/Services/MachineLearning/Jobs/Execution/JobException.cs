namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>A job can't go on.</summary>
/// <param name="error">Why.</param>
/// <param name="status">How it ends: <c>Failed</c>, or <c>Canceled</c> for one that ran into its limit.</param>
internal sealed class JobException(JobError error, string status = JobStatus.Failed) : Exception(error.Message)
{
    /// <summary>Why.</summary>
    public JobError Error { get; } = error;

    /// <summary>How it ends.</summary>
    public string Status { get; } = status;

    /// <summary>For a mistake of the user's.</summary>
    /// <param name="message">What it is.</param>
    public static JobException User(string message) => new(new JobError(JobError.User, message));
}
