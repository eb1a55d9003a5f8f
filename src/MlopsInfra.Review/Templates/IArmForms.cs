using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.Review.Templates;

/// <summary>Knows how resources look to Azure Resource Manager.</summary>
public interface IArmForms
{
    /// <summary>The form of a resource; null for one that Azure Resource Manager does not know.</summary>
    /// <param name="resource">The resource.</param>
    ArmForm? Of(ResourceRecord resource);
}
