namespace MlopsInfra.Torture.Secrets;

/// <summary>How a secret is given to the stack.</summary>
internal enum Planting
{
    /// <summary>In clear in the stack file, which is the user's own.</summary>
    Plain,

    /// <summary>Encrypted in the stack file, as <c>pulumi config set --secret</c> does it.</summary>
    Secure,

    /// <summary>By an environment variable.</summary>
    Environment,
}
