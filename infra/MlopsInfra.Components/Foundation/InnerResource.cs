using Pulumi;

namespace MlopsInfra.Components;

/// <summary>
/// A resource that a component is about to declare. <see cref="Args"/> and <see cref="Options"/> may be changed: the escape hatch
/// for what a component has no argument for.
/// </summary>
/// <param name="Name">Pulumi name of the resource.</param>
/// <param name="Args">Its arguments, of the provider's type, as in <c>StorageAccountArgs</c>.</param>
/// <param name="Options">Its options; parent and dependencies are set.</param>
public sealed record InnerResource(string Name, ResourceArgs Args, CustomResourceOptions Options);
