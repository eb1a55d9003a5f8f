using Pulumi;
using Pulumi.AzureNative.Resources;

namespace MlopsInfra.Components;

/// <summary>The resource group of an environment, and the placement of what goes into it.</summary>
/// <example>
/// <code><![CDATA[
/// // Azure's names, made of workload, environment and region, and right for each type.
/// var names = new ResourceNames("pumps", "dev", "westeurope", subscriptionId);
/// var group = new MlopsResourceGroup("pumps", new MlopsResourceGroupArgs
/// {
///     ResourceGroupName = names.For(NamingRules.ResourceGroup),
///     Location = "westeurope",
/// });
/// var placement = group.Placement;
/// ]]></code>
/// </example>
public sealed class MlopsResourceGroup : MlopsComponent
{
    /// <summary>Declares the group.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public MlopsResourceGroup(string name, MlopsResourceGroupArgs args, ComponentResourceOptions? options = null)
        : base(nameof(MlopsResourceGroup), name, args, options)
    {
        var group = Declare(
            $"{name}-rg",
            new ResourceGroupArgs
            {
                ResourceGroupName = args.ResourceGroupName,
                Location = args.Location,
                Tags = new Dictionary<string, string>(args.Tags),
            },
            (n, a, o) => new ResourceGroup(n, a, o));
        ResourceGroupId = group.Id;
        ResourceGroupName = group.Name;
        EffectivePlacement =
            Placement = new Placement { ResourceGroupName = group.Name, Location = args.Location, Tags = args.Tags };
        RegisterOutputs();
    }

    /// <summary>ARM id of the group.</summary>
    [Output("resourceGroupId")]
    public Output<string> ResourceGroupId { get; private set; }

    /// <summary>Name of the group.</summary>
    [Output("resourceGroupName")]
    public Output<string> ResourceGroupName { get; private set; }

    /// <summary>What components that go into this group are given.</summary>
    public Placement Placement { get; }
}
