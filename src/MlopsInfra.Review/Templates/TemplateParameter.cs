namespace MlopsInfra.Review.Templates;

/// <summary>What whoever deploys a template has to say.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsSecret">Whether it must not be shown.</param>
/// <param name="IsObject">Whether it is an object or an array, not a text.</param>
/// <param name="Description">What it is, and why the template can't know it.</param>
internal sealed record TemplateParameter(string Name, bool IsSecret, bool IsObject, string Description);
