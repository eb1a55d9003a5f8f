using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.Identity;

/// <summary>How names of identities and of what they have look.</summary>
internal static class IdentityNames
{
    /// <summary>The rule for a greatest length.</summary>
    /// <param name="maximum">The greatest length.</param>
    public static NamingRule UpTo(int maximum) => new("[A-Za-z0-9][A-Za-z0-9_-]*", 3, maximum, "InvalidResourceName",
        $"The resource name '{{0}}' is invalid. It must be 3 to {maximum} letters, digits, hyphens and underscores, and begin "
            + "with a letter or digit.");
}
