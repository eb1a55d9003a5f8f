using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry;

/// <summary>How names look of what a registry has: 5 to 50 characters in one of three alphabets.</summary>
internal static class RegistryNames
{
    /// <summary>Letters and digits.</summary>
    /// <param name="what">What it is, as in <c>Webhook</c>.</param>
    /// <param name="maximum">The greatest length.</param>
    public static NamingRule Plain(string what, int maximum = 50) => Of(what, "[A-Za-z0-9]+", "letters and digits", maximum);

    /// <summary>Letters, digits and hyphens.</summary>
    /// <param name="what">What it is, as in <c>Cache rule</c>.</param>
    public static NamingRule WithHyphens(string what) => Of(what, "[A-Za-z0-9-]+", "letters, digits and hyphens", 50);

    /// <summary>Letters, digits, hyphens and underscores.</summary>
    /// <param name="what">What it is, as in <c>Token</c>.</param>
    public static NamingRule WithUnderscores(string what) =>
        Of(what, "[A-Za-z0-9_-]+", "letters, digits, hyphens and underscores", 50);

    private static NamingRule Of(string what, string pattern, string characters, int maximum) =>
        new(pattern, 5, maximum, "InvalidResourceName",
            what + $" name '{{0}}' is invalid. It must be 5 to {maximum} {characters}.");
}
