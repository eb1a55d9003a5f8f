namespace MlopsInfra.AzurePolicy.Evaluation;

/// <summary>
/// Aliases that several types of a provider share: <c>Microsoft.Compute/imagePublisher</c> is of virtual machines and of scale
/// sets. They name no type, so that the rule of paths does not find them.
/// </summary>
internal static class SharedAliases
{
    private const string Machines = "Microsoft.Compute/virtualMachines", ScaleSets = "Microsoft.Compute/virtualMachineScaleSets";

    private static readonly Dictionary<string, string> Paths = new(StringComparer.OrdinalIgnoreCase)
    {
        ["imagePublisher"] = "storageProfile.imageReference.publisher",
        ["imageOffer"] = "storageProfile.imageReference.offer",
        ["imageSku"] = "storageProfile.imageReference.sku",
        ["imageVersion"] = "storageProfile.imageReference.version",
        ["imageId"] = "storageProfile.imageReference.id",
    };

    /// <summary>The path that an alias has on a resource; null where the alias is that of one type.</summary>
    /// <param name="alias">The alias.</param>
    /// <param name="resource">The resource.</param>
    /// <exception cref="PolicyLanguageException">It can be one of the resource's, and nobody knows which path it has.</exception>
    public static string? Find(string alias, PolicyResource resource)
    {
        var isOfMachines = resource.Is(Machines);
        var isOfScaleSets = resource.Is(ScaleSets);
        var name = alias[(alias.LastIndexOf('/') + 1)..];
        var owner = alias[..^(name.Length + 1)];
        var provider = resource.Type.Split('/')[0];
        var isShared = owner.Equals(provider, StringComparison.OrdinalIgnoreCase);
        if (!isShared && !(resource.Is(owner) && (isOfMachines || isOfScaleSets))) return null;
        if (Paths.TryGetValue(name, out var path) && provider.Equals("Microsoft.Compute", StringComparison.OrdinalIgnoreCase))
            return isOfScaleSets ? $"virtualMachineProfile.{path}" : path;
        return isShared
            ? throw new PolicyLanguageException(
                $"The alias {alias} names no type. Several types can share it, and where it leads on {resource.Type} is not "
                    + "known here.")
            : null;
    }
}
