using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.Authorization;

/// <summary>How names of policies and their assignments look.</summary>
internal static class AuthorizationNames
{
    /// <summary>The name of something of Azure Policy.</summary>
    /// <param name="what">What it is, as in <c>assignment</c>.</param>
    public static NamingRule Policy(string what) =>
        new(@"[^<>*%&:\\?.+/]*[^<>*%&:\\?.+/ ]", 1, 64, "InvalidPolicyParameters",
            $"The policy {what} name '{{0}}' is invalid. It must be 1 to 64 characters, none of < > * % & : \\ ? . + /, and not "
                + "end with a space.");
}
