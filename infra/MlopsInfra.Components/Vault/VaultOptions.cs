namespace MlopsInfra.Components;

/// <summary>What can be chosen about the vault.</summary>
public sealed record VaultOptions
{
    /// <summary>
    /// Days for which a deleted vault or secret can be recovered, 7 to 90; fixed once the vault exists. Default: 90.
    /// </summary>
    public int SoftDeleteDays { get; init; } = 90;

    /// <summary>
    /// Nobody can purge the vault before <see cref="SoftDeleteDays"/> have passed, so its name stays taken after a destroy; can't
    /// be switched off again. Default: true; switch it off in environments that are destroyed and brought up again.
    /// </summary>
    public bool PurgeProtection { get; init; } = true;

    internal void Check(Problems problems, string path) =>
        problems.Range($"{path}.{nameof(SoftDeleteDays)}", SoftDeleteDays, 7, 90, "days");
}
