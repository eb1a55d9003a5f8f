namespace MlopsInfra.Cli.Doctor;

/// <summary>What of a stack is closed to the internet, and what stands inside its network.</summary>
/// <param name="Closed">What is closed, as in <c>storage</c>.</param>
/// <param name="Agents">What runs jobs inside, as in <c>pool mlops-prod</c>.</param>
internal sealed record NetworkNeed(IReadOnlyList<string> Closed, IReadOnlyList<string> Agents);
