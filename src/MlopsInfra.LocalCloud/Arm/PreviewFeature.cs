namespace MlopsInfra.LocalCloud.Arm;

/// <summary>A feature that a subscription has to be registered for before it can be used.</summary>
/// <param name="Namespace">The resource provider, as in <c>Microsoft.Compute</c>.</param>
/// <param name="Name">The feature.</param>
internal sealed record PreviewFeature(string Namespace, string Name);
