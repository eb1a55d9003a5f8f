namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>Why a job failed, in the form that run history has it.</summary>
/// <param name="Code"><c>UserError</c> for what the user's code or input did, <c>SystemError</c> for anything else.</param>
/// <param name="Message">What happened, with the last lines of the log where there is one.</param>
/// <param name="ExitCode">The exit code of its process; null where there is none.</param>
internal sealed record JobError(string Code, string Message, int? ExitCode = null)
{
    /// <summary>A mistake of the user's.</summary>
    public const string User = "UserError";

    /// <summary>A failure of what runs the job.</summary>
    public const string System = "SystemError";

    /// <summary>What stands in a message before the last lines of a log.</summary>
    public const string LogFollows = " The last lines of its log:";

    /// <summary>The message in one line, without those of the log.</summary>
    public string Headline => Message.Split('\n')[0].Replace(LogFollows, "", StringComparison.Ordinal);
}
