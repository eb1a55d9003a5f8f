using Azure.Core;
using Azure.Core.Pipeline;
using Azure.ResourceManager;

namespace MlopsInfra.ResourceManager;

/// <summary>How Azure is reached. The defaults are Azure's public cloud over the machine's network.</summary>
/// <param name="Credential">Who asks: <c>DefaultAzureCredential</c> in Azure, a local one elsewhere.</param>
public sealed record AzureConnection(TokenCredential Credential)
{
    /// <summary>The cloud: address of Resource Manager and audience of its tokens.</summary>
    public ArmEnvironment Environment { get; init; } = ArmEnvironment.AzurePublicCloud;

    /// <summary>Carries every request, to Resource Manager and to storage; null for the Azure SDK's own.</summary>
    public HttpPipelineTransport? Transport { get; init; }

    /// <summary>
    /// How often a request is tried again after 408, 429, 5xx or a broken connection; <c>Retry-After</c> is honoured.
    /// </summary>
    public int MaxRetries { get; init; } = 5;

    /// <summary>The first wait between two tries; it doubles up to a minute.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.8);

    /// <summary>
    /// How long a 403 is taken for a role assignment that has not spread yet; Azure documents up to ten minutes, minutes are
    /// usual.
    /// </summary>
    public TimeSpan RoleAssignmentWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The first wait between two looks at a long-running operation; it grows to <see cref="PollLimit"/>.</summary>
    public TimeSpan PollDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest wait between two looks; a longer <c>Retry-After</c> is honoured.</summary>
    public TimeSpan PollLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many requests are under way at once.</summary>
    public int Parallelism { get; init; } = 8;
}
