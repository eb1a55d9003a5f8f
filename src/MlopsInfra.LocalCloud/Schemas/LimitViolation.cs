namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>A value beyond its limit.</summary>
/// <param name="At">Where it is below the property, as in <c>[0]</c>; empty for the property itself.</param>
/// <param name="Problem">What is wrong with it, as what follows its name in a sentence.</param>
internal sealed record LimitViolation(string At, string Problem)
{
    /// <summary>The whole sentence.</summary>
    /// <param name="path">The path of the property.</param>
    public string Of(string path) => $"'{path}{At}' {Problem}";
}
