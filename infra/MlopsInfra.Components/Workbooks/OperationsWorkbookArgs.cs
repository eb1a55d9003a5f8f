using Pulumi;

namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="OperationsWorkbook"/>.</summary>
public sealed class OperationsWorkbookArgs : PlacedComponentArgs
{
    /// <summary>Name of the workbook, a GUID (<see cref="NameBasedGuid.ForWorkbook"/>).</summary>
    public required string WorkbookName { get; init; }

    /// <summary>What people see in the portal's list.</summary>
    public required string DisplayName { get; init; }

    /// <summary>ARM id of the Log Analytics workspace that is asked.</summary>
    public required Input<string> LogAnalyticsId { get; init; }

    /// <summary>Whether scoring runs on Container Instances. Default: false.</summary>
    public bool HasContainer { get; init; }

    /// <summary>Whether scoring runs on AKS. Default: false.</summary>
    public bool HasCluster { get; init; }

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        problems.Require(Guid.TryParse(WorkbookName, out _), nameof(WorkbookName), WorkbookName, "a GUID is needed.");
        problems.Require(DisplayName.Length is > 0 and <= 256, nameof(DisplayName), DisplayName,
            "1 to 256 characters are needed.");
    }
}
