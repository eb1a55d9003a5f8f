using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.State;

/// <summary>The resource that stands for the stack. Its outputs are the stack's.</summary>
internal static class StackResource
{
    /// <summary>Its type token.</summary>
    public const string Type = "pulumi:pulumi:Stack";

    /// <summary>The stack's outputs; empty if the stack was never deployed.</summary>
    /// <param name="resources">The resources of the stack.</param>
    public static PropertyMap OutputsOf(IEnumerable<ResourceRecord> resources) =>
        resources.FirstOrDefault(resource => resource.Type == Type)?.Outputs ?? PropertyMap.Empty;
}
