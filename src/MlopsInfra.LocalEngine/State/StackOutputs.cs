using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.State;

/// <summary>The outputs of a stack among its resources.</summary>
internal static class StackOutputs
{
    /// <summary>Type token of the resource that stands for the stack.</summary>
    public const string StackType = "pulumi:pulumi:Stack";

    /// <summary>The outputs; empty if the stack was never deployed.</summary>
    public static PropertyMap Of(IEnumerable<ResourceRecord> resources) =>
        resources.FirstOrDefault(resource => resource.Type == StackType)?.Outputs ?? PropertyMap.Empty;
}
