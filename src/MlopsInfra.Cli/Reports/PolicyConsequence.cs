namespace MlopsInfra.Cli.Reports;

/// <summary>What comes of a policy that is violated, worst first.</summary>
internal enum PolicyConsequence
{
    /// <summary>Azure refuses the request.</summary>
    Refused,

    /// <summary>Azure changes the request.</summary>
    Rewritten,

    /// <summary>Azure would refuse the request, were the policy assigned as Deny, or enforced.</summary>
    RefusedIfAssigned,

    /// <summary>Azure reports the resource, or makes what is missing beside it.</summary>
    Reported,
}
