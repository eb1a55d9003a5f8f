namespace MlopsInfra.Components;

/// <summary>
/// Names that the pipelines' definitions (<c>.github/workflows</c>, <c>pipelines/azure-devops</c>) and the components agree on. A
/// test holds the two against each other.
/// </summary>
public static class PipelineNames
{
    /// <summary>The branch that is deployed.</summary>
    public const string MainBranch = "main";

    /// <summary>The GitHub environment that packages are released from.</summary>
    public const string ReleaseEnvironment = "release";

    /// <summary>Client id of the identity that deploys.</summary>
    public const string ClientId = "AZURE_CLIENT_ID";

    /// <summary>Client id of the identity that publishes.</summary>
    public const string PublishClientId = "AZURE_PUBLISH_CLIENT_ID";

    /// <summary>Client id of the identity that trains and releases models.</summary>
    public const string ReleaseClientId = "AZURE_RELEASE_CLIENT_ID";

    /// <summary>The Entra tenant (a GUID) of the subscription.</summary>
    public const string TenantId = "AZURE_TENANT_ID";

    /// <summary>The subscription (a GUID) that the environment is in.</summary>
    public const string SubscriptionId = "AZURE_SUBSCRIPTION_ID";

    /// <summary>Where Pulumi keeps the state.</summary>
    public const string BackendUrl = "PULUMI_BACKEND_URL";

    /// <summary>Repository variable that switches <c>pulumi preview</c> on pull requests on.</summary>
    public const string PullRequestPreview = "PULUMI_PREVIEW";

    /// <summary>Repository variable: the package source that releases are pushed to.</summary>
    public const string NuGetSource = "NUGET_SOURCE";

    /// <summary>Repository variable: who publishes there.</summary>
    public const string NuGetUser = "NUGET_USER";

    /// <summary>The secrets that pipelines read; each is optional.</summary>
    public static IReadOnlyList<string> Secrets { get; } =
        ["PULUMI_ACCESS_TOKEN", "PULUMI_CONFIG_PASSPHRASE", "AZDO_PERSONAL_ACCESS_TOKEN", "PLATFORM_GITHUB_TOKEN"];

    /// <summary>The feed of the Azure DevOps project that releases are pushed to.</summary>
    public const string Feed = "mlops";

    /// <summary>Tag of the work items that monitoring opens about a model.</summary>
    public const string DriftTag = "model-drift";

    /// <summary>The service connection that pipelines deploy an environment with.</summary>
    public static string ServiceConnection(string environment) => $"azure-{environment}";

    /// <summary>The service connection that pipelines publish to an environment with.</summary>
    public static string PublishServiceConnection(string environment) => $"azure-{environment}-publish";

    /// <summary>The service connection that pipelines train and release models of an environment with.</summary>
    public static string ReleaseServiceConnection(string environment) => $"azure-{environment}-release";

    /// <summary>The agent pool whose machines stand in an environment's network.</summary>
    public static string AgentPool(string environment) => $"mlops-{environment}";

    /// <summary>The service connection that Azure DevOps starts and stops the machines of that pool with.</summary>
    public static string AgentServiceConnection(string environment) => $"azure-{environment}-agents";

    /// <summary>Repository variable on GitHub: the label of the runners that stand in an environment's network.</summary>
    public static string Runner(string environment) => $"RUNNER_{environment.ToUpperInvariant()}";

    /// <summary>The variable group of an environment.</summary>
    public static string VariableGroup(string environment) => $"mlops-{environment}";

    /// <summary>The variable group of an environment's secrets.</summary>
    public static string SecretVariableGroup(string environment) => $"mlops-{environment}-secrets";

    /// <summary>What a secret is called in a variable group: as in a vault, whose names have no underscores.</summary>
    public static string SecretVariable(string secret) => secret.Replace('_', '-');

    /// <summary>Names of the jobs that have to pass before a pull request is merged on GitHub.</summary>
    public static IReadOnlyList<string> RequiredChecks { get; } =
        ["build and test (nuget SDK)", "build and test (local SDK)", "preview without credentials"];

    /// <summary>Actions from elsewhere than GitHub that the workflows use.</summary>
    public static IReadOnlyList<string> Actions { get; } = ["azure/login@*", "NuGet/login@*", "pulumi/actions@*"];
}
