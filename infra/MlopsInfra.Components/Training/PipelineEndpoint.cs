using Pulumi;
using Pulumi.AzureNative.MachineLearningServices;
using Pulumi.AzureNative.MachineLearningServices.Inputs;

namespace MlopsInfra.Components;

/// <summary>
/// A batch endpoint that a pipeline is published to. Its deployments are published later, by the post-deploy step;
/// the endpoint is declared here so that its address is known to what calls it, and so that a destroy deletes it before the
/// workspace, which Azure keeps as long as it has endpoints.
/// </summary>
/// <example>
/// <code><![CDATA[
/// var endpoint = new PipelineEndpoint("pumps-pipeline", new PipelineEndpointArgs
/// {
///     Placement = placement,
///     EndpointName = names.For(NamingRules.BatchEndpoint),
///     WorkspaceName = workspace.WorkspaceName,
/// });
/// ]]></code>
/// </example>
public sealed class PipelineEndpoint : MlopsComponent
{
    // Stacks know it by this name from when there was one for training only.
    private const string FormerType = "TrainingEndpoint";

    /// <summary>Declares the endpoint.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent, whose placement and callback it inherits; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public PipelineEndpoint(string name, PipelineEndpointArgs args, ComponentResourceOptions? options = null)
        : base(nameof(PipelineEndpoint), name, args, KnownAs(FormerType, options))
    {
        var endpoint = Declare(
            $"{name}-endpoint",
            new BatchEndpointArgs
            {
                EndpointName = args.EndpointName,
                ResourceGroupName = args.WorkspaceResourceGroupName ?? EffectivePlacement.ResourceGroupName,
                WorkspaceName = args.WorkspaceName,
                Location = EffectivePlacement.Location,
                Tags = EffectivePlacement.TagMap(),
                Identity = new ManagedServiceIdentityArgs { Type = ManagedServiceIdentityType.SystemAssigned },
                // Batch endpoints take Entra tokens only.
                Properties = new BatchEndpointPropertiesArgs { AuthMode = EndpointAuthMode.AADToken },
            },
            (n, a, o) => new BatchEndpoint(n, a, o),
            new CustomResourceOptions
            {
                // Publishing chooses the default deployment, and describes and tags the endpoint; Azure adds to its properties.
                IgnoreChanges = { "tags", "properties.defaults", "properties.description", "properties.properties" },
                // Azure refuses another way to sign in to an endpoint that is there.
                ReplaceOnChanges = { "properties.authMode" },
            });
        EndpointName = endpoint.Name;
        InvokeUrl = endpoint.Properties.Apply(properties => properties.ScoringUri);
        RegisterOutputs();
    }

    /// <summary>Name of the endpoint.</summary>
    [Output("endpointName")]
    public Output<string> EndpointName { get; private set; }

    /// <summary>Address that starts a run of the published pipeline.</summary>
    [Output("invokeUrl")]
    public Output<string> InvokeUrl { get; private set; }
}
