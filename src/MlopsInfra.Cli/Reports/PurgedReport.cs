using MlopsInfra.PostDeploy;

namespace MlopsInfra.Cli.Reports;

/// <summary>What was purged.</summary>
/// <param name="Resources">Every name that the stack's program asks for and that can be held.</param>
/// <param name="IsDryRun">Whether it is only what would be purged.</param>
internal sealed record PurgedReport(IReadOnlyList<PurgedResource> Resources, bool IsDryRun);
