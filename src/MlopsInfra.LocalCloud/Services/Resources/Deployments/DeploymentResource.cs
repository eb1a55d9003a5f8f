using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments;

/// <summary>
/// Deployments of templates. They run over REST; a program that declares one is refused: its own engine deploys what it
/// declares.
/// </summary>
internal sealed class DeploymentResource() : RunByAzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Resources/deployments";

    /// <summary>Where the store keeps what a deployment ran and how; never shown with it.</summary>
    public const string RunMember = "run";

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = new(@"[A-Za-z0-9._()\-]+", 1, 64, "InvalidDeploymentName",
        "The deployment name '{0}' is invalid. It must be 1 to 64 letters, digits, '-', '.', '_', '(' and ')'.");

    /// <inheritdoc/>
    public override LocationRule Location { get; init; } = LocationRule.Optional;

    /// <inheritdoc/>
    public override bool HasDiagnosticSettings { get; init; }

    /// <summary>A template may hold secrets in clear.</summary>
    public override IReadOnlyList<string> SecretPointers { get; init; } = [$"/{RunMember}"];
}
