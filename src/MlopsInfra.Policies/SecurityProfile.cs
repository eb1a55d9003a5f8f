namespace MlopsInfra.Policies;

/// <summary>Where a rule has to be kept.</summary>
public enum SecurityProfile
{
    /// <summary>In every environment.</summary>
    EveryEnvironment,

    /// <summary>Where real data is: production and what is built like it. Development may relax it.</summary>
    Production,
}
