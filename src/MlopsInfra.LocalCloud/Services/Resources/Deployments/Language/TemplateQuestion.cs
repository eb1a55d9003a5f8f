namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

/// <summary>What an expression asks a resource.</summary>
/// <param name="Id">The resource.</param>
/// <param name="ApiVersion">The API version; null for the newest one.</param>
/// <param name="Action">A POST action, as in <c>listKeys</c>; null for a GET.</param>
/// <param name="Body">The body of the action as JSON; null for none.</param>
internal sealed record TemplateQuestion(string Id, string? ApiVersion, string? Action, string? Body);
