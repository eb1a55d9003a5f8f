namespace MlopsInfra.Cli.Reports;

/// <summary>A pending operation, and what has become of it.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="State">What has become of it.</param>
/// <param name="Id">The resource's id; null if it is not known.</param>
/// <param name="Reason">Why its state is not known, and how to find out; null if it is.</param>
internal sealed record RepairItem(ExportedOperation Operation, RepairState State, string? Id, string? Reason);
