namespace MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

/// <summary>An expression that is none, or that can't be evaluated.</summary>
/// <param name="message">What is wrong with it.</param>
internal sealed class ExpressionException(string message) : Exception(message);
