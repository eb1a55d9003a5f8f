using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>
/// The one pattern of Azure networking's names ("Naming rules and restrictions for Azure resources"); only the lengths differ.
/// </summary>
internal static class NetworkNames
{
    /// <summary>The rule for names of a length.</summary>
    /// <param name="minimum">Least number of characters.</param>
    /// <param name="maximum">Greatest number of characters.</param>
    public static NamingRule Of(int minimum, int maximum) =>
        new("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?", minimum, maximum, "InvalidResourceName",
        "Resource name {0} is invalid. The name can be up to " + maximum
            + " characters long. It must begin with a word character, and it must end with a word character or with '_'. The "
            + "name may contain word characters or '.', '-', '_'.");
}
