namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;

/// <summary>Why a deployment does not run, as the service says it.</summary>
/// <param name="Code">Its code ("Troubleshooting online endpoints deployment").</param>
/// <param name="Message">What is wrong, with the last lines of the log.</param>
internal sealed record DeploymentFailure(string Code, string Message)
{
    private const int LastLines = 20;

    /// <summary>The process ended before it was ready.</summary>
    /// <param name="plan">The deployment.</param>
    /// <param name="log">The end of its log.</param>
    /// <param name="exitCode">Its exit code.</param>
    public static DeploymentFailure Crashed(DeploymentPlan plan, Workloads.WorkloadLog log, int exitCode)
    {
        var tail = log.Tail(LastLines);
        var code = plan.IsManaged ? "ResourceNotReady" : CodeOnKubernetes(log.Tail(400));
        return new DeploymentFailure(code, $"User container has crashed or terminated with the exit code {exitCode}. "
            + $"{Guide(code)}\n{tail}");
    }

    /// <summary>The process runs, and its readiness route did not answer in time.</summary>
    public static DeploymentFailure NotReady(DeploymentPlan plan, Workloads.WorkloadLog log, string last) =>
        new("ResourceNotReady", $"User container has crashed or terminated: Readiness probe failed: {last}, for "
            + $"{plan.Readiness.Patience.TotalSeconds:0} seconds. {Guide("ResourceNotReady")}\n{log.Tail(LastLines)}");

    /// <summary>What the deployment needs can't be had.</summary>
    public static DeploymentFailure BadArgument(string message) => new("BadArgument", $"{message} {Guide("BadArgument")}");

    // A cluster says more of what a script did than a managed deployment.
    private static string CodeOnKubernetes(string log) =>
        log.Contains("no function init()", StringComparison.Ordinal)
            || log.Contains("no function run()", StringComparison.Ordinal)
            ? "UserScriptFunctionNotFound"
            : log.Contains("Invoking user's init function", StringComparison.Ordinal) ? "UserScriptInitFailed"
            : log.Contains("azmlinfsrv", StringComparison.Ordinal) ? "UserScriptImportError"
            : "DeploymentCrashLoopBackOff";

    private static string Guide(string code) =>
        $"Please see troubleshooting guide, available here: https://aka.ms/oe-tsg#error-{code.ToLowerInvariant()}";
}
