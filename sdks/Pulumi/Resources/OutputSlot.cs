namespace Pulumi;

/// <summary>An output of a resource, by its wire name, that the answer to the registration completes.</summary>
internal readonly record struct OutputSlot(string Name, OutputSource Source);
