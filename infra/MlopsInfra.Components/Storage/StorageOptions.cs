namespace MlopsInfra.Components;

/// <summary>What can be chosen about the storage of data, models and predictions.</summary>
public sealed record StorageOptions
{
    /// <summary>Copies of the data. Default: <see cref="StorageRedundancy.Lrs"/>.</summary>
    public StorageRedundancy Redundancy { get; init; } = StorageRedundancy.Lrs;

    /// <summary>Days for which deleted blobs and containers can be restored, 7 to 365. Default: 14.</summary>
    public int SoftDeleteDays { get; init; } = 14;

    /// <summary>Days for which the change feed is kept, 1 to 146000. Default: 90.</summary>
    public int ChangeFeedDays { get; init; } = 90;

    /// <summary>Days for which overwritten versions of a blob are kept, 1 to 99999. Default: 90.</summary>
    public int VersionDays { get; init; } = 90;

    /// <summary>Days after which scoring inputs, predictions and labels move to the cool tier, 1 to 99999. Default: 30.</summary>
    public int LogsCoolAfterDays { get; init; } = 30;

    /// <summary>
    /// Days after which scoring inputs, predictions and labels are deleted; more than <see cref="LogsCoolAfterDays"/>.
    /// Default: 365.
    /// </summary>
    public int LogsDeleteAfterDays { get; init; } = 365;

    /// <summary>Days after which rows that a training set refused are deleted, 1 to 99999. Default: 90.</summary>
    public int QuarantineDeleteAfterDays { get; init; } = 90;

    /// <summary>Days after which reports about the model in use are deleted, 1 to 99999. Default: 365.</summary>
    public int ReportsDeleteAfterDays { get; init; } = 365;

    /// <summary>
    /// Encrypts a second time, below the service, with another key. Default: false. Only when the account is created: Azure
    /// refuses a change, so that one for an existing account means another account, and its data copied by hand.
    /// </summary>
    public bool InfrastructureEncryption { get; init; }

    internal void Check(Problems problems, string path)
    {
        problems.Range($"{path}.{nameof(SoftDeleteDays)}", SoftDeleteDays, 7, 365, "days");
        problems.Range($"{path}.{nameof(ChangeFeedDays)}", ChangeFeedDays, 1, 146000, "days");
        problems.Range($"{path}.{nameof(VersionDays)}", VersionDays, 1, 99999, "days");
        problems.Range($"{path}.{nameof(LogsCoolAfterDays)}", LogsCoolAfterDays, 1, 99999, "days");
        problems.Require(
            LogsDeleteAfterDays > LogsCoolAfterDays && LogsDeleteAfterDays <= 99999, $"{path}.{nameof(LogsDeleteAfterDays)}",
            LogsDeleteAfterDays,
            $"it has to be more than {nameof(LogsCoolAfterDays)} ({LogsCoolAfterDays}) and at most 99999 days.");
        problems.Range($"{path}.{nameof(QuarantineDeleteAfterDays)}", QuarantineDeleteAfterDays, 1, 99999, "days");
        problems.Range($"{path}.{nameof(ReportsDeleteAfterDays)}", ReportsDeleteAfterDays, 1, 99999, "days");
    }
}
