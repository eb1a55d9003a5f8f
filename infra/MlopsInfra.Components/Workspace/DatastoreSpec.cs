using Pulumi;

namespace MlopsInfra.Components;

/// <summary>A datastore of a workspace: a container under a name that pipelines refer to.</summary>
/// <param name="Name">Name of the datastore: letters, digits and underscores.</param>
/// <param name="ContainerName">Name of the blob container.</param>
/// <param name="Description">What is in it.</param>
public sealed record DatastoreSpec(string Name, Input<string> ContainerName, string Description);
