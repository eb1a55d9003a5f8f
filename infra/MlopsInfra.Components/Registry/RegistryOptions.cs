namespace MlopsInfra.Components;

/// <summary>What can be chosen about the registry.</summary>
public sealed record RegistryOptions
{
    /// <summary>Tier. Default: <see cref="RegistrySku.Standard"/>.</summary>
    public RegistrySku Sku { get; init; } = RegistrySku.Standard;

    /// <summary>Keeps copies in three zones; needs <see cref="RegistrySku.Premium"/>. Default: false.</summary>
    public bool ZoneRedundant { get; init; }

    /// <summary>
    /// Days after which untagged images are deleted, 0 to 365; needs <see cref="RegistrySku.Premium"/>; null keeps them. Default:
    /// null.
    /// </summary>
    public int? UntaggedRetentionDays { get; init; }

    internal void Check(Problems problems, string path)
    {
        const string needsPremium = "it needs the tier Premium; set Sku to Premium or leave this out.";
        var premium = Sku is RegistrySku.Premium;
        problems.Require(premium || !ZoneRedundant, $"{path}.{nameof(ZoneRedundant)}", ZoneRedundant, needsPremium);
        if (UntaggedRetentionDays is not { } days) return;
        problems.Require(premium, $"{path}.{nameof(UntaggedRetentionDays)}", days, needsPremium);
        problems.Range($"{path}.{nameof(UntaggedRetentionDays)}", days, 0, 365, "days");
    }
}
