namespace MlopsInfra.LocalCloud.Rest.Tokens;

/// <summary>A refused sign-in, as OAuth 2.0 words it.</summary>
internal sealed class SignInException(string error, string description) : Exception(description)
{
    public string Error { get; } = error;
}
