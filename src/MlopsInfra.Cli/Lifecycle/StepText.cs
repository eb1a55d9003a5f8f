using System.Globalization;
using MlopsInfra.Lifecycle;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>Plans and steps as lines.</summary>
internal static class StepText
{
    private const int NameWidth = 10;
    private const int StateWidth = 7;

    /// <summary>The lines of a plan.</summary>
    /// <param name="steps">The plan.</param>
    public static IEnumerable<string> Plan(IReadOnlyList<PlannedStep> steps)
    {
        yield return "Plan:";
        foreach (var step in steps)
        {
            var usually = step is { IsNeeded: true, UsualDuration: { } time } ? $" (in Azure about {Span(time)})" : "";
            yield return $"  {(step.IsNeeded ? "+" : " ")} {step.Name.PadRight(NameWidth)}  {step.Action}{usually}";
        }
    }

    /// <summary>The lines of a step: how it is, and of one that failed the end of its log.</summary>
    /// <param name="step">The step.</param>
    public static IEnumerable<string> Step(LifecycleStep step)
    {
        var took = step.Duration is { } time ? $"{Span(time),8}" : "        ";
        yield return $"  {step.Name.PadRight(NameWidth)}  {Word(step.State).PadRight(StateWidth)}{took}  {step.Detail}".TrimEnd();
        foreach (var line in step.Log) yield return $"      | {line}";
    }

    /// <summary>How a step is, in a word.</summary>
    /// <param name="state">The state.</param>
    public static string Word(StepState state) => state.ToString().ToLowerInvariant();

    /// <summary>How long something took, as in <c>1.9 s</c> or <c>12 min</c>.</summary>
    /// <param name="time">The time.</param>
    public static string Span(TimeSpan time) => time.TotalMinutes >= 2
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
