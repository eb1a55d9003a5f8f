namespace MlopsInfra.PostDeploy.Tests.Cases;

/// <summary>What came of a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Refusal">Why it was not published; null if it was.</param>
/// <param name="Warnings">What was warned about, each once.</param>
/// <param name="Differences">Where what was sent is not what the case holds.</param>
internal sealed record CaseResult(
    RecordedCase Case, string? Refusal, IReadOnlyList<string> Warnings, IReadOnlyList<Difference> Differences);
