using Pulumi;
using Pulumi.AzureNative.Resources;

namespace MlopsInfra.Components;

/// <summary>The resource group of an environment, and the placement of what goes into it.</summary>
public sealed class MlopsResourceGroup : MlopsComponent
{
    /// <summary>Declares the group.</summary>
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
        EffectivePlacement = Placement = new Placement { ResourceGroupName = group.Name, Location = args.Location, Tags = args.Tags };
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
