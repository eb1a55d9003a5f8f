namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

/// <summary>A template says something that Azure Resource Manager does not take.</summary>
internal sealed class TemplateException(string message) : Exception(message);
