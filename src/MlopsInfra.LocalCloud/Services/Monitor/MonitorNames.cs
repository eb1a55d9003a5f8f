using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>
/// Names of Azure Monitor's types ("Naming rules and restrictions for Azure resources"): most may hold any characters but a few,
/// other ones for each type, and none may end with a period or a space.
/// </summary>
internal static class MonitorNames
{
    /// <summary>Any characters but some.</summary>
    /// <param name="forbidden">The characters, as they stand in a character class of a regular expression.</param>
    /// <param name="maximum">Greatest number of characters.</param>
    public static NamingRule Without(string forbidden, int maximum = 260) =>
        new($"[^{forbidden}]*[^{forbidden}. ]", 1, maximum, "InvalidResourceName", "Resource name '{0}' is invalid.");
}
