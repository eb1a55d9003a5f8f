namespace Pulumi;

/// <summary>What a deployment is about.</summary>
internal sealed record DeploymentSettings(string Project, string Stack, string Organization, bool IsDryRun,
    string? RootDirectory);
