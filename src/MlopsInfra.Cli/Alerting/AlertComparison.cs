namespace MlopsInfra.Cli.Alerting;

/// <summary>How the value of an alert is compared with its threshold.</summary>
/// <param name="Operator">The operator, as in <c>GreaterThan</c>.</param>
/// <param name="Threshold">The threshold.</param>
internal sealed record AlertComparison(string Operator, double Threshold)
{
    /// <summary>The operator as a sign.</summary>
    public string Sign => Operator switch
    {
        "GreaterThan" => ">",
        "GreaterThanOrEqual" => ">=",
        "LessThan" => "<",
        "LessThanOrEqual" => "<=",
        "Equal" or "Equals" => "=",
        _ => Operator,
    };

    /// <summary>Whether a value is one that the alert is about.</summary>
    /// <param name="value">The value.</param>
    public bool IsViolatedBy(double value) => Sign switch
    {
        ">" => value > Threshold,
        ">=" => value >= Threshold,
        "<" => value < Threshold,
        "<=" => value <= Threshold,
        "=" => value.Equals(Threshold),
        _ => false,
    };

    /// <summary>The value that is nearest to a violation, or furthest beyond.</summary>
    /// <param name="values">Values.</param>
    public double Worst(IEnumerable<double> values) => Sign switch
    {
        "<" or "<=" => values.Min(),
        "=" => values.MinBy(value => Math.Abs(value - Threshold)),
        _ => values.Max(),
    };
}
