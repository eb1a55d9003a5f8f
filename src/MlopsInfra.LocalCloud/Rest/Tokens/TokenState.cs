namespace MlopsInfra.LocalCloud.Rest.Tokens;

internal enum TokenState
{
    Valid,
    Malformed,
    Expired,
    WrongAudience,
}
