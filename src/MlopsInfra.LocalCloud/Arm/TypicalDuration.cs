namespace MlopsInfra.LocalCloud.Arm;

/// <summary>
/// How long Azure typically takes to create a resource: the median of published logs (Terraform and SDK runs in public issues)
/// where there are any, an estimate elsewhere. For playing time, not for promises.
/// </summary>
/// <param name="Time">How long.</param>
/// <param name="IsMeasured">Whether published logs say so; otherwise it is an estimate.</param>
public sealed record TypicalDuration(TimeSpan Time, bool IsMeasured)
{
    /// <summary>Of a type that nothing is known of.</summary>
    public static TypicalDuration Other { get; } = Estimated(5);

    /// <summary>A duration that published logs tell.</summary>
    /// <param name="seconds">In seconds.</param>
    public static TypicalDuration Measured(double seconds) => new(TimeSpan.FromSeconds(seconds), IsMeasured: true);

    /// <summary>A duration that is an estimate.</summary>
    /// <param name="seconds">In seconds.</param>
    public static TypicalDuration Estimated(double seconds) => new(TimeSpan.FromSeconds(seconds), IsMeasured: false);
}
