namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="MlStorage"/>.</summary>
public sealed class MlStorageArgs : PlacedComponentArgs
{
    /// <summary>Name of the account: 3 to 24 lower-case letters and digits, unique world-wide.</summary>
    public required string AccountName { get; init; }

    /// <summary>What can be chosen.</summary>
    public StorageOptions Options { get; init; } = new();

    /// <summary>Whether the account can be reached from the internet (by identities with a role on it). Default: true.</summary>
    public bool PublicNetworkAccess { get; init; } = true;

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        problems.Name(nameof(AccountName), AccountName, NamingRules.StorageAccount);
        Options.Check(problems, nameof(Options));
    }
}
