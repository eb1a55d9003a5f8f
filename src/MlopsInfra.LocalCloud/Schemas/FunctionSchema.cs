namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>A function of a package: <c>getX</c> and <c>listX</c>.</summary>
/// <param name="Token">Its token.</param>
/// <param name="ArmType">The resource type it asks; null if it asks none.</param>
/// <param name="Action">The POST action; null for a GET.</param>
/// <param name="Inputs">Its arguments.</param>
/// <param name="Outputs">Its result.</param>
internal sealed record FunctionSchema(string Token, string? ArmType, string? Action, ObjectSchema Inputs, ObjectSchema Outputs);
