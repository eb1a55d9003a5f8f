using Pulumi;
using Pulumi.AzureNative.Resources;

namespace StandingStill;

/// <summary>A component with resource groups in it.</summary>
internal sealed class Landscape(string name) : ComponentResource("standingstill:azure:Landscape", name)
{
    public static ResourceGroup Group(
        string name, Landscape? parent, Input<string> tag, Landscape? dependency = null,
        ResourceTransformation? transformation = null)
    {
        var options = new CustomResourceOptions { Parent = parent };
        if (dependency is not null)
            options.DependsOn.Add(dependency);
        if (transformation is not null)
            options.ResourceTransformations.Add(transformation);
        return new(name, new() { ResourceGroupName = $"rg-{name}", Location = "westeurope", Tags = { ["origin"] = tag } },
            options);
    }
}
