using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.Review.Templates;

/// <summary>Knows how resources look to Azure Resource Manager.</summary>
public interface IArmForms
{
    /// <summary>The form of a resource; null for one that Azure Resource Manager does not know.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="cancellationToken">Ends it.</param>
    ValueTask<ArmForm?> FindAsync(ResourceRecord resource, CancellationToken cancellationToken);

    /// <summary>The API version that a type is asked with; null for a type that is not known.</summary>
    /// <param name="type">The full type, as in <c>Microsoft.Storage/storageAccounts</c>.</param>
    string? ApiVersionOf(string type);
}
