namespace MlopsInfra.Components;

/// <summary>
/// Derives every name of one environment: <c>{abbreviation}-{workload}-{environment}[-{role}]</c>, without hyphens where the type
/// takes none. Where a name has to be unique beyond its resource group, a hash of (subscription, workload, environment, region)
/// follows. A name that would be too long is shortened in its workload part; the hash is of the full parts, so shortened names
/// stay apart.
/// </summary>
public sealed class ResourceNames
{
    private static readonly NamingRule WorkloadRule =
        new("a workload", "", 2, 12, NameCharacters.LowercaseAlphanumeric) { First = NameCharacters.Lowercase };

    private static readonly NamingRule EnvironmentRule =
        new("an environment", "", 2, 8, NameCharacters.LowercaseAlphanumeric) { First = NameCharacters.Lowercase };

    private readonly string _workload;
    private readonly string _environment;

    /// <summary>Names for one environment.</summary>
    /// <param name="workload">Short name of the workload: 2 to 12 lower-case letters and digits, as in <c>mlops</c>.</param>
    /// <param name="environment">Short name of the environment: 2 to 8 lower-case letters and digits, as in <c>dev</c>.</param>
    /// <param name="location">Azure region, as in <c>westeurope</c>.</param>
    /// <param name="subscriptionId">The subscription: part of what makes names unique world-wide.</param>
    /// <exception cref="InvalidArgumentsException">A part breaks its rule.</exception>
    public ResourceNames(string workload, string environment, string location, string subscriptionId)
    {
        var problems = new Problems();
        Check(problems, workload, environment, location);
        problems.ThrowIfAny(nameof(ResourceNames));
        _workload = workload;
        _environment = environment;
        Hash = ShortHash.Of(subscriptionId, workload, environment, location);
    }

    /// <summary>What is appended to names that have to be unique beyond their resource group.</summary>
    public string Hash { get; }

    /// <summary>Records what is wrong with the parts that names are made of.</summary>
    public static void Check(Problems problems, string? workload, string? environment, string? location)
    {
        problems.Name("Workload", workload, WorkloadRule);
        CheckEnvironment(problems, "Environment", environment);
        LocationRules.Check(problems, "Location", location);
    }

    /// <summary>Records what is wrong with the name of an environment.</summary>
    internal static void CheckEnvironment(Problems problems, string argument, string? environment) =>
        problems.Name(argument, environment, EnvironmentRule);

    /// <summary>The name of the resource of a type.</summary>
    /// <param name="rule">The type's rule.</param>
    /// <param name="role">Tells two resources of one type apart, as in <c>training</c>.</param>
    public string For(NamingRule rule, string? role = null)
    {
        var hash = rule.Scope is NameScope.World or NameScope.Region ? Hash : "";
        var separator = rule.Characters.HasFlag(NameCharacters.Hyphen) ? "-" : "";
        string[] parts = [rule.Abbreviation, _workload, _environment, role ?? "", hash];
        var excess = Join(separator, parts).Length - rule.MaxLength;
        if (excess > 0)
        {
            // The workload gives way first, then the role; what tells environments and customers apart stays.
            parts[1] = Shorten(parts[1], ref excess);
            parts[3] = Shorten(parts[3], ref excess);
        }

        return Join(separator, parts);
    }

    private static string Shorten(string part, ref int excess)
    {
        var cut = Math.Clamp(excess, 0, Math.Max(0, part.Length - 1));
        excess -= cut;
        return part[..^cut];
    }

    private static string Join(string separator, string[] parts) => string.Join(separator, parts.Where(part => part.Length > 0));
}
