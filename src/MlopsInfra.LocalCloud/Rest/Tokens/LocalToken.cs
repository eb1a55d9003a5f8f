namespace MlopsInfra.LocalCloud.Rest.Tokens;

/// <summary>An access token.</summary>
/// <param name="Value">What goes behind <c>Bearer</c>.</param>
/// <param name="ExpiresOn">When it ends.</param>
public sealed record LocalToken(string Value, DateTimeOffset ExpiresOn);
