using Pulumi;

namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="PipelineEndpoint"/>.</summary>
public sealed class PipelineEndpointArgs : PlacedComponentArgs
{
    /// <summary>Name of the endpoint: 3 to 32 letters, digits and hyphens, unique in its region.</summary>
    public required string EndpointName { get; init; }

    /// <summary>Name of the workspace.</summary>
    public required Input<string> WorkspaceName { get; init; }

    /// <summary>Resource group of the workspace. Default: that of <see cref="PlacedComponentArgs.Placement"/>.</summary>
    public Input<string>? WorkspaceResourceGroupName { get; init; }

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        problems.Name(nameof(EndpointName), EndpointName, NamingRules.BatchEndpoint);
    }
}
