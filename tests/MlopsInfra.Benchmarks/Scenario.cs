namespace MlopsInfra.Benchmarks;

/// <summary>A figure to measure.</summary>
/// <param name="Name">Its name on the command line and in the table.</param>
/// <param name="Prepare">Done before each run, outside the measurement.</param>
/// <param name="Command">The measured command.</param>
/// <param name="Bound">What it is held to; null: only reported.</param>
internal sealed record Scenario(string Name, Func<Task> Prepare, IReadOnlyList<string> Command, TimeSpan? Bound);
