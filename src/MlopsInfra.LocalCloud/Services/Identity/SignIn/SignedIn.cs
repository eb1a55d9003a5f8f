namespace MlopsInfra.LocalCloud.Services.Identity.SignIn;

/// <summary>Who signed in, and for what.</summary>
/// <param name="ObjectId">Object id of the principal; null is the deployer.</param>
/// <param name="Scope">What the access token is for: a scope or a resource.</param>
/// <param name="ClientId">The application that asks.</param>
/// <param name="IsUser">Whether it asks in the name of a user, who gets tokens that tell his name and go on.</param>
/// <param name="Nonce">What the application wants to find in the token again; null for nothing.</param>
internal sealed record SignedIn(string? ObjectId, string Scope, string ClientId, bool IsUser = false, string? Nonce = null);
