namespace MlopsInfra.LocalCloud.Rest.Tokens;

internal sealed record TokenCheck(TokenState State, string Audience, string ObjectId)
{
    public static readonly TokenCheck Malformed = new(TokenState.Malformed, "", "");
}
