using MlopsInfra.Components;

namespace MlopsInfra.Pipelines.Tests;

/// <summary>
/// What the definitions may refer to by name: what a stack with pipelines creates, and what docs/ci-cd.md tells to create.
/// </summary>
internal static class Names
{
    /// <summary>Environments in the order they are deployed; stacks have the same names.</summary>
    public static readonly string[] Environments = ["dev", "qa", "prod"];

    /// <summary>The GitHub environment whose approvers let a package out.</summary>
    public const string Release = PipelineNames.ReleaseEnvironment;

    /// <summary>Variables of a GitHub environment or repository.</summary>
    public static readonly string[] GitHubVariables =
    [
        PipelineNames.ClientId, PipelineNames.PublishClientId, PipelineNames.ReleaseClientId, PipelineNames.TenantId,
        PipelineNames.SubscriptionId, PipelineNames.BackendUrl,
        .. Environments.Select(PipelineNames.Runner), PipelineNames.PullRequestPreview, PipelineNames.NuGetSource,
        PipelineNames.NuGetUser,
    ];

    /// <summary>Secrets of a GitHub environment or repository; each is optional.</summary>
    public static readonly string[] GitHubSecrets = [.. PipelineNames.Secrets];
}
