namespace Pulumi.Wire;

/// <summary>What the engine tells a program in environment variables (protocol P2, P3).</summary>
internal sealed record WireSettings(string Monitor, string Engine, DeploymentSettings Deployment)
{
    /// <exception cref="InvalidOperationException">A variable is missing: the program was not started by an engine
    /// (D4).</exception>
    public static WireSettings FromEnvironment()
    {
        var monitor = Required("PULUMI_MONITOR");
        var engine = Required("PULUMI_ENGINE");
        var project = Required("PULUMI_PROJECT");
        var stack = Required("PULUMI_STACK");
        var isDryRun = bool.TryParse(Required("PULUMI_DRY_RUN"), out var dryRun) ? dryRun : throw NoEngine();
        if (!bool.TryParse(Required("PULUMI_QUERY_MODE"), out _) || !int.TryParse(Required("PULUMI_PARALLEL"), out _))
            throw NoEngine();
        return new WireSettings(monitor, engine, new DeploymentSettings(
            project, stack, Optional("PULUMI_ORGANIZATION") ?? "organization", isDryRun, Optional("PULUMI_ROOT_DIRECTORY")));
    }

    private static string Required(string name) => Optional(name) ?? throw NoEngine();

    private static string? Optional(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static InvalidOperationException NoEngine() =>
        new("Program run without the Pulumi engine available; re-run using the `pulumi` CLI");
}
