namespace MlopsInfra.AzurePolicy;

/// <summary>What a policy does with a resource that it applies to ("Azure Policy definitions effect basics").</summary>
public enum PolicyEffect
{
    /// <summary>The policy does nothing.</summary>
    Disabled,

    /// <summary>Refuses the request.</summary>
    Deny,

    /// <summary>Changes the request.</summary>
    Modify,

    /// <summary>Adds to the request.</summary>
    Append,

    /// <summary>Reports the resource.</summary>
    Audit,

    /// <summary>Reports the resource where a related one is missing.</summary>
    AuditIfNotExists,

    /// <summary>Makes the related resource where it is missing.</summary>
    DeployIfNotExists,

    /// <summary>Any other: of deletions, of people's answers, of what is inside of a cluster. It is not judged here.</summary>
    Other,
}
