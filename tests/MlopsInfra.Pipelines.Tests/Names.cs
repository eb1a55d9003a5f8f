namespace MlopsInfra.Pipelines.Tests;

/// <summary>What the definitions may refer to by name: what a stack with pipelines creates, and what docs/ci-cd.md tells to create.</summary>
internal static class Names
{
    /// <summary>Environments in the order they are deployed; stacks have the same names.</summary>
    public static readonly string[] Environments = ["dev", "qa", "prod"];

    /// <summary>The GitHub environment whose approvers let a package out.</summary>
    public const string Release = "release";

    /// <summary>Variables of a GitHub environment or repository.</summary>
    public static readonly string[] GitHubVariables =
        ["AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_SUBSCRIPTION_ID", "PULUMI_BACKEND_URL", "PULUMI_PREVIEW", "NUGET_SOURCE", "NUGET_USER"];

    /// <summary>Secrets of a GitHub environment or repository; each is optional.</summary>
    public static readonly string[] GitHubSecrets =
        ["PULUMI_ACCESS_TOKEN", "PULUMI_CONFIG_PASSPHRASE", "AZDO_PERSONAL_ACCESS_TOKEN", "PLATFORM_GITHUB_TOKEN"];

    public static string ServiceConnection(string environment) => $"azure-{environment}";

    public static string VariableGroup(string environment) => $"mlops-{environment}";
}
