using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.Authorization;

/// <summary>How names of roles, their assignments and policies look.</summary>
internal static class AuthorizationNames
{
    /// <summary>A GUID.</summary>
    /// <param name="code">Azure's code for another name.</param>
    /// <param name="message">Its message.</param>
    public static NamingRule Guid(string code, string message) =>
        new("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", 36, 36, code, message);

    /// <summary>The name of something of Azure Policy.</summary>
    /// <param name="what">What it is, as in <c>assignment</c>.</param>
    public static NamingRule Policy(string what) =>
        new(@"[^<>*%&:\\?.+/]*[^<>*%&:\\?.+/ ]", 1, 64, "InvalidPolicyParameters",
            $"The policy {what} name '{{0}}' is invalid. It "
            + "must be 1 to 64 characters, none of < > * % & : \\ ? . + /, and not end with a space.");
}
