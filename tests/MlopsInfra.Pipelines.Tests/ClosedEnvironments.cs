namespace MlopsInfra.Pipelines.Tests;

/// <summary>Environments that are closed to the internet, as their stack files say.</summary>
internal static class ClosedEnvironments
{
    /// <summary>Whether an environment is one.</summary>
    public static bool Has(string environment) => Group(environment, "privateNetwork", "enabled") == "true";

    /// <summary>The label of the GitHub runners in its network; null if the stack names none.</summary>
    public static string? RunnerLabel(string environment) => Group(environment, "gitHub", "runnerLabel");

    /// <summary>Whether the stack makes agents in its network for Azure Pipelines.</summary>
    public static bool HasAgents(string environment) => Group(environment, "buildAgents", "enabled") == "true";

    private static string? Group(string environment, string group, string key) =>
        Yaml.Load($"Pulumi.{environment}.yaml").Get("config")?.Get($"mlops-infra:{group}")?.Text(key);
}
