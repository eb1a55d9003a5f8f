namespace MlopsInfra.Cli.Alerting;

/// <summary>
/// The usual range of a metric, an approximation of what Azure learns for a dynamic threshold: the mean of the windows before,
/// and some standard deviations around it. Azure's own way is not published; it knows hours and days of the week, this does not.
/// </summary>
/// <param name="Lower">Below it is unusual.</param>
/// <param name="Upper">Above it is unusual.</param>
/// <param name="Samples">The number of windows that it is made of.</param>
/// <param name="Deviations">How many standard deviations are usual.</param>
internal sealed record LearnedRange(double Lower, double Upper, int Samples, int Deviations)
{
    /// <summary>How far back the range is learned from ("uses 10 days of historical data").</summary>
    public static readonly TimeSpan History = TimeSpan.FromDays(10);

    /// <summary>What Azure waits for before it sends an alert.</summary>
    public static readonly TimeSpan LeastHistory = TimeSpan.FromDays(3);

    /// <summary>What Azure waits for before it sends an alert.</summary>
    public const int FewestSamples = 30;

    /// <summary>The range of some values.</summary>
    /// <param name="values">The values; at least one.</param>
    /// <param name="sensitivity">The rule's sensitivity: <c>Low</c>, <c>Medium</c> or <c>High</c>.</param>
    public static LearnedRange Of(IReadOnlyCollection<double> values, string? sensitivity)
    {
        var deviations = sensitivity switch { "High" => 2, "Low" => 4, _ => 3 };
        var mean = values.Average();
        var spread = deviations * Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Count);
        // Neither a number of requests nor a duration is ever below zero.
        return new LearnedRange(Math.Max(0, mean - spread), mean + spread, values.Count, deviations);
    }

    /// <summary>The bound that a value is compared with, and how.</summary>
    /// <param name="comparison">The rule's operator; <c>GreaterOrLessThan</c> takes the bound on the value's side.</param>
    /// <param name="value">The value.</param>
    public AlertComparison Bound(string? comparison, double value) =>
        comparison is "LessThan" || (comparison is "GreaterOrLessThan" && value < (Lower + Upper) / 2)
            ? new AlertComparison("LessThan", Lower) : new AlertComparison("GreaterThan", Upper);
}
