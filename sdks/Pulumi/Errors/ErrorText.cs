using System.Reflection;

namespace Pulumi;

/// <summary>What is told about an exception that ended a program (R1, R2, R7).</summary>
internal static class ErrorText
{
    public static string For(Exception exception) => exception switch
    {
        RunException => exception.Message,
        ResourceException { HideStack: true } => exception.Message,
        ResourceException => exception.ToString(),
        _ => $"Running program '{ProgramPath()}' failed with an unhandled exception:\n{exception}",
    };

    public static Resource? ResourceOf(Exception exception) => (exception as ResourceException)?.Resource;

    private static string ProgramPath() => Assembly.GetEntryAssembly()?.Location ?? "unknown";
}
