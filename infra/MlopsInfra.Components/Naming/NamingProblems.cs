namespace MlopsInfra.Components;

/// <summary>Mistakes in names.</summary>
public static class NamingProblems
{
    /// <summary>The name has to keep to Azure's rule for its type.</summary>
    /// <param name="problems">What takes the mistake.</param>
    /// <param name="argument">Path of the argument, as in <c>AccountName</c>.</param>
    /// <param name="name">What was given.</param>
    /// <param name="rule">Azure's rule.</param>
    public static void Name(this Problems problems, string argument, string? name, NamingRule rule)
    {
        ArgumentNullException.ThrowIfNull(problems);
        ArgumentNullException.ThrowIfNull(rule);
        if (rule.Complaint(name) is { } complaint) problems.Add(argument, name, complaint);
    }
}
