namespace MlopsInfra.Policies;

/// <summary>One rule of the baseline.</summary>
/// <param name="Id">Its own id, as in <c>storage-https</c>; stable.</param>
/// <param name="ResourceType">Type token of the resources that it holds for.</param>
/// <param name="Property">Path of the input that it is about, as in <c>enableHttpsTrafficOnly</c>; <c>[*]</c> is every element of
/// a list.</param>
/// <param name="Requirement">What is asked of it.</param>
/// <param name="PublicIds">
/// Ids of the public rules that ask for the same: checkov (<c>CKV_AZURE_n</c>, <c>CKV2_AZURE_n</c>, <c>CKV_GIT_n</c>), PSRule for
/// Azure (<c>Azure.*</c>), trivy (<c>AZU-*</c>), built-in Azure Policy definitions (<c>policy: ...</c>). Empty where only this
/// project asks.
/// </param>
public sealed record SecurityRule(string Id, string ResourceType, string Property, Requirement Requirement,
    params IReadOnlyList<string> PublicIds)
{
    /// <summary>Where it has to be kept. Default: everywhere.</summary>
    public SecurityProfile Profile { get; init; } = SecurityProfile.EveryEnvironment;

    /// <summary>Which resources of the type it holds for; null holds for all.</summary>
    internal Func<DeclaredResource, bool>? When { get; init; }

    /// <summary>What breaks the rule.</summary>
    internal IEnumerable<SecurityFinding> Evaluate(DeclaredResources resources) =>
        from resource in resources.OfType(ResourceType)
        where When is null || When(resource)
        from broken in Requirement.FindBroken(resource, Property, resources)
        select new SecurityFinding(this, resource.Name, broken.Path, broken.Text);
}
