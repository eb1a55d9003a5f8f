namespace MlopsInfra.AzurePolicy;

/// <summary>What a file of policies holds.</summary>
/// <param name="Definitions">Definitions.</param>
/// <param name="Initiatives">Initiatives.</param>
/// <param name="Assignments">Assignments.</param>
/// <param name="Exemptions">Exemptions.</param>
public sealed record PolicyDocument(
    IReadOnlyList<PolicyDefinition> Definitions, IReadOnlyList<PolicyInitiative> Initiatives,
    IReadOnlyList<PolicyAssignment> Assignments, IReadOnlyList<PolicyExemption> Exemptions);
