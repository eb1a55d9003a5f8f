namespace MlopsInfra.Cli.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Name">The check, as in <c>pulumi</c>.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Message">What is there, what is missing, or why it was not looked at.</param>
/// <param name="Mend">How to get what is missing; null where nothing is.</param>
internal sealed record DoctorCheck(string Name, CheckStatus Status, string Message, string? Mend)
{
    /// <summary>What is needed is there.</summary>
    public static DoctorCheck Ok(string name, string message) => new(name, CheckStatus.Ok, message, null);

    /// <summary>Something is missing.</summary>
    public static DoctorCheck Missing(string name, string message, string mend) => new(name, CheckStatus.Missing, message, mend);

    /// <summary>It was not looked at.</summary>
    public static DoctorCheck Skipped(string name, string why) => new(name, CheckStatus.Skipped, why, null);
}
