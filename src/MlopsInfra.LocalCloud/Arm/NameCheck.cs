namespace MlopsInfra.LocalCloud.Arm;

/// <summary>What Azure answers who asks whether a name is free (<c>checkNameAvailability</c>).</summary>
/// <param name="Invalid">The reason of a name that is none.</param>
/// <param name="Taken">The message of a name that somebody has, by the name.</param>
internal sealed record NameCheck(string Invalid, Func<string, string> Taken)
{
    /// <summary>The reason of a name that somebody has.</summary>
    public const string AlreadyExists = "AlreadyExists";
}
